import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import type { OneOfMany } from '#server/life/at-once.ts';
import { dropFilter, keepFilter } from '#server/life/desk/keep-filter.ts';
import { acceptMany } from '#server/life/handling/accept-many.ts';
import { giveBack, putManyInCharge } from '#server/life/handling/put-in-charge.ts';
import type { Refused } from '../refused.ts';
import { textOf, textsOf } from '../text-of.ts';

/** What was done with several messages, or with a filter. */
export interface ManyAnswer extends Partial<Refused> {
  act: ManyActName;
  done?: number;
  failed?: { code: string; title: string }[];
  /** Who was in charge before, as code:staff, for undoing. */
  before?: string[];
  values?: Record<string, string>;
}

type Act = (
  form: FormData,
  by: { actor: Actor; now: Date; lang: 'zh' | 'en' },
) => Promise<Omit<ManyAnswer, 'act'>>;

/** What is done on the queue itself, by the name under which its form is sent. */
export const manyActs = {
  'accept-many': async (form, { actor, now, lang }) =>
    summed(await acceptMany(textsOf(form, 'code'), actor, now), lang),
  charge: async (form, { actor, now, lang }) => {
    const given = { codes: textsOf(form, 'code'), staffId: numberOf(form, 'staff') };
    const { results, before } = await putManyInCharge(given, actor, now);
    return { ...summed(results, lang), before: [...before].map(([code, staff]) => `${code}:${staff ?? ''}`) };
  },
  'undo-charge': async (form, { actor, now, lang }) => {
    const before = textsOf(form, 'before').flatMap((each): [string, number | null][] => {
      const [, code, staff] = /^(\d{12}):(\d{0,15})$/.exec(each) ?? [];
      return code ? [[code, staff ? Number(staff) : null]] : [];
    });
    return summed(await giveBack(new Map(before), actor, now), lang);
  },
  'keep-filter': async (form, { actor, now }) => {
    const given = {
      name: textOf(form, 'name'),
      query: textOf(form, 'query'),
      officeId: numberOf(form, 'office'),
    };
    await keepFilter(given, actor, now);
    return { done: 1 };
  },
  'drop-filter': async (form, { actor, now }) => {
    const id = numberOf(form, 'id');
    if (id === null) throw new Refusal('not-found');
    await dropFilter(id, actor, now);
    return { done: 1 };
  },
} as const satisfies Record<string, Act>;

export type ManyActName = keyof typeof manyActs;

function numberOf(form: FormData, name: string): number | null {
  const text = textOf(form, name);
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function summed(results: readonly OneOfMany[], lang: 'zh' | 'en') {
  const failed = results.flatMap((each) => (each.done ? [] : [{ code: each.code, title: each.title[lang] }]));
  return { done: results.length - failed.length, failed };
}
