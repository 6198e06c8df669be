import { Refusal } from '../../domain/refusal.ts';
import type { Actor } from '../../domain/actor.ts';
import { isOpen } from '../../domain/hand-down/order.ts';
import { isPublic } from '../../domain/visibility.ts';
import { type Bind, type Part, writeComposed } from './compose.ts';
import { unwrap } from './envelope.ts';
import { actorOf, chainHash } from './history.ts';
import type { Job } from './jobs.ts';
import { keyOf, type Locked } from './lock-message.ts';
import { measuredColumns, measuredSets } from './measured.ts';
import type { MessagesTable } from './schema/board.ts';
import { type TurnMove, turnSets } from './clock-parts.ts';
import {
  promiseChanges,
  promiseColumns,
  type PromiseMove,
  promiseSets,
  waitingParts,
} from './promise-parts.ts';
import { partsOf, type SetPart } from './sets.ts';
import { leaveForLater, tellHistory } from './step-parts.ts';
import { moveMessage } from './message-columns.ts';
import { noteMoves } from './desk-moves.ts';
import { type FoundBy, textsDue } from './searching/texts-due.ts';
import { tellPages } from './tell-pages.ts';
import { countStep } from './step-counts.ts';
import { stirJob, stirOf } from './stirs.ts';
import type { Tx } from './tx.ts';
import { asArrays, sealWords, type Words } from './words.ts';

/** Everything that one step writes, in one statement. */
export interface Saving extends PromiseMove, Omit<TurnMove, 'promise'> {
  actor: Actor;
  holderId: number | null;
  /** Further columns of the message. */
  set?: Partial<Record<keyof MessagesTable, unknown>>;
  /** Rows that carry who, when and why. */
  rows?: readonly (Part | SetPart)[];
  words?: readonly Words[];
  jobs?: readonly Job[];
  /** Ids and codes worth keeping in history beside the lives. */
  facts?: Readonly<Record<string, unknown>>;
}

/** Saves a decided step: the message, its history row, its clock, its jobs and its numbers, together or not at all. */
export function saveStep(tx: Tx, locked: Locked, saving: Saving): void {
  const { row } = locked;
  const sealed = sealAll(locked, saving);
  const line = historyLine(locked, saving, sealed[0]?.digest ?? null);
  const hash = chainHash(row.history_hash, line);
  const stir = stirOf(locked, saving);
  const rows = saving.rows ?? [];
  const moved = movedColumns(locked, saving, hash);
  const sets = [
    moveMessage(row.id, moved),
    tellHistory(line, hash),
    ...promiseSets(locked, saving, saving.now),
    ...turnSets(locked, saving),
    ...rows.filter((each) => typeof each === 'object'),
    leaveForLater([...(saving.jobs ?? []), stirJob(stir, saving.now)]),
    ...measuredSets(locked, moved, saving.now),
    ...textsDue(row.id, { before: locked.matter, after: foundAfter(locked, saving), set: saving.set ?? {} }),
  ];
  const parts = [
    ...waitingParts(locked, saving, saving.now),
    ...endOrders(locked, saving),
    ...rows.flatMap((part, i): [string, Part][] => (typeof part === 'function' ? [[`row${i}`, part]] : [])),
    ...hiddenParts(locked, saving),
  ];
  // What is written in rows alone is written together with what others write so at this moment.
  if (parts.length === 0 && sealed.length === 0) tx.writeRows(sets);
  else writeComposed(tx, [...partsOf(sets), ...parts], (bind) => keepWords(bind, locked, { sealed, saving }));
  tx.whenKept(() => noteMoves(stir));
  tx.whenKept(() => countStep(saving.change.step, 'done'));
  tellPages(tx, locked, saving.change);
}

function keepWords(
  bind: Bind,
  { row }: Locked,
  { sealed, saving }: { sealed: ReturnType<typeof sealAll>; saving: Saving },
): string {
  if (sealed.length === 0) return 'select 1';
  const [what, ref, ciphertext] = asArrays(sealed);
  return `select private.keep_words(${bind(row.id)}, ${bind(what)}, ${bind(ref)}::bigint[], ${bind(ciphertext)}::bytea[], ${bind(saving.now)})`;
}

function sealAll(locked: Locked, saving: Saving) {
  if (!saving.words?.length) return [];
  const wrapped = keyOf(locked);
  if (!wrapped) throw new Refusal('erased');
  const key = unwrap(wrapped);
  return saving.words.map((w) => sealWords(locked.row.id, key, w));
}

function historyLine({ matter, row }: Locked, saving: Saving, wordsDigest: Buffer | null) {
  const { change } = saving;
  const changes: Record<string, unknown> = { ...saving.facts };
  if (change.actsFor !== null) changes['for'] = change.actsFor;
  for (const life of ['publication', 'handling', 'voice', 'attention'] as const)
    if (matter[life] !== change.lives[life]) changes[life] = [matter[life], change.lives[life]];
  if (matter.nextStep !== change.next) changes['next'] = [matter.nextStep, change.next];
  if (matter.holderId !== saving.holderId) changes['holder'] = [matter.holderId, saving.holderId];
  if (saving.answerableId !== undefined && saving.answerableId !== matter.answerableId)
    changes['answerable'] = [matter.answerableId, saving.answerableId];
  Object.assign(changes, promiseChanges(saving));
  return {
    messageId: row.id,
    seq: row.history_seq + 1,
    step: change.step,
    role: change.role,
    ...actorOf(saving.actor),
    officeId: saving.answerableId ?? matter.answerableId,
    at: saving.now,
    changes,
    wordsDigest,
  };
}

function movedColumns(locked: Locked, s: Saving, hash: Buffer): NonNullable<Saving['set']> {
  const { row } = locked;
  const set: NonNullable<Saving['set']> = {
    ...s.change.lives,
    next_step: s.change.next,
    holder_id: s.holderId,
    history_seq: row.history_seq + 1,
    history_hash: hash,
    ...s.set,
  };
  if (s.answerableId !== undefined) set.answerable_id = s.answerableId;
  if (s.change.lives.handling === 'closed')
    Object.assign(set, { closed_reason: s.change.closes, closed_at: row.closed_at ?? s.now });
  else if (row.closed_reason !== null) Object.assign(set, { closed_reason: null, closed_at: null });
  return Object.assign(set, promiseColumns(s), measuredColumns(locked, s, set));
}

// A message and its guidance are found by their words only while everybody may read them.
function hiddenParts({ matter, row }: Locked, { change }: Saving): [string, Part][] {
  const hides = isPublic(matter.publication) && !isPublic(change.lives.publication);
  const unsought: Part = (bind) =>
    `update marks set search = null where message_id = ${bind(row.id)} and search is not null returning id`;
  const unread: Part = (bind) =>
    `delete from public_texts where message_id = ${bind(row.id)} returning message_id`;
  return hides
    ? [
        ['unsought', unsought],
        ['unread', unread],
      ]
    : [];
}

// At an end nobody works on below any more.
function endOrders({ matter }: Locked, s: Saving): [string, Part][] {
  const open = matter.orders.filter(isOpen).map((o) => o.id);
  if (s.change.lives.handling !== 'closed' || open.length === 0) return [];
  return [
    [
      'orders_ended',
      (bind) =>
        `update assignments set state = 'ended', ended_at = ${bind(s.now)} where id = any (${bind(open)}::bigint[]) returning id`,
    ],
  ];
}

// By what a message is found, as the step leaves it.
function foundAfter({ matter }: Locked, s: Saving): FoundBy {
  const answeredAt = (s.set?.answered_at as Date | null | undefined) ?? matter.answeredAt;
  const adopted = (s.set?.adopted as boolean | undefined) ?? matter.adopted;
  return { ...s.change.lives, answeredAt, adopted };
}
