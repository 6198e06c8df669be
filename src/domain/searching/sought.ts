import type { Actor } from '../actor.ts';
import { allows } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { relationsAtLarge } from '../relations.ts';
import { faultOf, tidy } from '../text.ts';

/** Texts that are not public and are found by their words. Names and reasons are not among them. */
export const soughtKinds = ['original', 'published', 'sender', 'follow-up', 'rating'] as const;
export type SoughtKind = (typeof soughtKinds)[number];

/** The longest words to be searched for. */
export const longestSearch = 50;

/** The fields of such texts that are searched: what was written, never who wrote it. */
const fields = ['title', 'body', 'place', 'remark', 'text'] as const;

/** What of a text is searched. */
export function soughtText(content: Readonly<Record<string, string | undefined>>): string {
  return fields.map((field) => content[field] ?? '').join('\n');
}

// They stand in nearly every text: as tokens they would tell a thief of the database most, and find nothing.
const everywhere = new Set(
  `的 了 是 我 我们 你 你们 他 她 它 他们 在 有 和 与 就 不 也 都 而 及 着 或 一个 没有 这 那 这个 那个 上 下 个 要 会 到 说 对 把 被 让 给 从 向
  为 以 但 还 很 能 可以 请 希望 您 您好 你好 谢谢 书记 市长 领导 尊敬 反映 问题 情况 解决 the a of to and in is it for on we i you`
    .split(/\s+/)
    .filter(Boolean),
);

/** The words by which a text is found, of those into which it was cut: each once. */
export function soughtWords(cut: string): string[] {
  return [...new Set(cut.split(' '))].filter((word) => word !== '' && !everywhere.has(word));
}

/** Lets members of staff pass who read originals at all; refuses everybody else. */
export function asSearcher(actor: Actor): Extract<Actor, { kind: 'staff' }> {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  if (!allows('search private texts', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return actor;
}

/** What somebody typed to be searched for, checked. */
export function readSearch(typed: string): string {
  const text = tidy(typed);
  const fault = faultOf('words', text, longestSearch, { required: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return text;
}
