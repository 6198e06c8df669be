import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { openStates, relationsToInstruction, reportBy } from '../../../domain/instructing.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import {
  type Addressed,
  type AddresseeRow,
  addresseeOf,
  instructable,
  issuingPost,
  type IssuingPost,
} from '../../store/addressees.ts';
import type { Bind, Part } from '../../store/compose.ts';
import { insertClock } from '../../store/step-parts.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { readWords } from '../../store/people.ts';
import type { Tx } from '../../store/tx.ts';
import { type Effects, type Taken, takeLocked, unchanged } from '../take.ts';
import { staffOf, tellOffice } from './told.ts';

/** An instruction as a leader writes it: who is to do what by when. */
export interface Instruction {
  /** The first leads. */
  to: readonly Addressed[];
  words: string;
  /** The day by which each reports. */
  reportOn: string;
  /** The addressee's row by which the deputy who passes it on was instructed. */
  passedOn?: number;
}

const mostAddressed = 8;
/** How long an instruction can be. */
export const mostWords = 500;
const sameMinutes = 5;

/** A leader instructs, or a deputy passes an instruction on to units. Each addressee gets a clock and a message at the desk. */
export async function instruct(
  code: string,
  given: Instruction,
  actor: Actor,
  now: Date,
): Promise<Taken & { instructionId: number }> {
  const words = tidy(given.words);
  const due = await dueOf(given, words, now);
  return withMessage(code, async (tx, locked) => {
    const parent = await parentOf(tx, locked, given.passedOn);
    const also = parent && relationsToInstruction(actor, parent);
    const step = parent ? 'pass-instruction-on' : 'instruct';
    refuseStranger(locked.matter, step, actor, { also });
    if (parent && !openStates.includes(parent.state)) throw new Refusal('wrong-state');
    const post = await issuingPost(tx, parent?.toPostId ?? locked.matter.postId);
    if (!post) throw new Refusal('wrong-state', { detail: 'the post has ended' });
    const again = await sameAgain(locked, { words, post, actor }, now);
    if (again !== undefined) return { ...unchanged(locked), instructionId: again };
    refuseComplainedOf(locked, given.to);
    const to = await checkAddressed(tx, given.to, { post, answerableId: locked.matter.answerableId });
    const id = locked.spareId;
    const taken = await takeLocked(tx, locked, {
      step,
      actor,
      now,
      also,
      effects: (l) => issued(l, { id, words, due, to, post, parent, by: staffOf(actor) }, now),
    });
    return { ...taken, instructionId: id };
  });
}

async function dueOf(given: Instruction, words: string, now: Date): Promise<Date> {
  const due = reportBy(given.reportOn, now, await knownCalendar(now));
  const faults = [
    given.to.length === 0 ? ({ field: 'to', code: 'required' } as const) : undefined,
    given.to.length > mostAddressed ? ({ field: 'to', code: 'wrong-choice' } as const) : undefined,
    faultOf('words', words, mostWords, { required: true, lines: true }),
    due ? undefined : ({ field: 'reportOn', code: given.reportOn ? 'wrong-choice' : 'required' } as const),
  ].filter((f) => f !== undefined);
  if (faults.length > 0 || !due) throw new Refusal('invalid', { faults });
  return due;
}

async function parentOf(
  tx: Tx,
  { matter }: Locked,
  passedOn: number | undefined,
): Promise<AddresseeRow | undefined> {
  if (passedOn === undefined) return undefined;
  const parent = await addresseeOf(tx, matter.id, passedOn);
  if (!parent) throw new Refusal('not-found');
  return parent;
}

// A double click: the same words of the same post within minutes are one instruction.
async function sameAgain(
  { matter }: Locked,
  of: { words: string; post: IssuingPost; actor: Actor },
  now: Date,
): Promise<number | undefined> {
  const said = await readWords(`staff:${staffOf(of.actor).id}`, [matter.id], ['instruction']);
  const last = said.findLast((w) => w.content['post'] === String(of.post.id));
  const soon = last && now.getTime() - last.at.getTime() < sameMinutes * 60_000;
  return soon && last.content['text'] === of.words ? (last.ref ?? undefined) : undefined;
}

type Addressees = Awaited<ReturnType<typeof instructable>>;

async function checkAddressed(
  tx: Tx,
  to: readonly Addressed[],
  from: { post: IssuingPost; answerableId: number },
): Promise<Addressees> {
  const known = await instructable(tx, to, from);
  const ordered = to.flatMap(
    (t) => known.find((k) => ('post' in t ? k.post === t.post : k.office === t.office)) ?? [],
  );
  const each = [...new Set(ordered)];
  if (ordered.length !== to.length || each.length !== to.length)
    throw new Refusal('invalid', { faults: [{ field: 'to', code: 'wrong-choice' }] });
  return each;
}

// Nobody complained of is charged with the complaint: that goes to those above them.
function refuseComplainedOf({ matter }: Locked, to: readonly Addressed[]): void {
  const { officeIds, postIds } = matter.conflicts;
  const barred = to.some((t) => ('post' in t ? postIds.includes(t.post) : officeIds.includes(t.office)));
  if (barred) throw new Refusal('invalid', { faults: [{ field: 'to', code: 'wrong-choice' }] });
}

interface Issued {
  id: number;
  words: string;
  due: Date;
  to: Addressees;
  post: IssuingPost;
  parent: AddresseeRow | undefined;
  by: { id: number; name: string };
}

function issued({ matter }: Locked, i: Issued, now: Date): Effects {
  const paper: Part = (
    bind,
  ) => `insert into instructions (id, message_id, post_id, by_staff_id, by_name, parent_id, issued_at, report_by)
    values (${[i.id, matter.id, i.post.id, i.by.id, i.by.name, i.parent?.id ?? null, now, i.due].map(bind).join(', ')}) returning id`;
  return {
    rows: [
      paper,
      ...i.to.flatMap((to, index) => addressed({ matter }, i, { to, index }, now)),
      (bind) =>
        `delete from instruction_drafts where message_id = ${bind(matter.id)} and post_id = ${bind(i.post.id)}`,
    ],
    words: [{ what: 'instruction', ref: i.id, content: { text: i.words, post: String(i.post.id) } }],
    jobs: i.to.map(({ owner }, index) =>
      tellOffice(matter, { office: owner, what: 'instruction', cause: `instruction:${i.id}:${index}` }, now),
    ),
    facts: {
      instruction: i.id,
      post: i.post.id,
      addressed: i.to.map(({ post, office }) => (post === null ? { office } : { post })),
      reportBy: i.due.toISOString(),
    },
  };
}

// The clock is a row of its own before the addressee: saveStep names the parts row0, row1 … in this order, and row0 is the paper.
function addressed(
  { matter }: Pick<Locked, 'matter'>,
  i: Issued,
  of: { to: Addressees[number]; index: number },
  now: Date,
): Part[] {
  const clockPart = `row${1 + 2 * of.index}`;
  const clock = { what: 'instruction', startsAt: now, dueAt: i.due, ownerId: of.to.owner } as const;
  return [
    (bind: Bind) => `${insertClock(bind, matter.id, { ...clock, promise: false })} returning id`,
    (
      bind: Bind,
    ) => `insert into addressees (instruction_id, message_id, post_id, office_id, lead, state, clock_id, due_at)
      select row0.id, ${bind(matter.id)}::bigint, ${bind(of.to.post)}::bigint, ${bind(of.to.office)}::bigint, ${bind(of.index === 0)}::boolean, 'issued', ${clockPart}.id, ${bind(i.due)}::timestamptz
      from row0, ${clockPart}`,
  ];
}
