import type { Change } from '../../domain/decide.ts';
import type { Part } from './compose.ts';
import type { Locked } from './lock-message.ts';
import type { PromiseMove } from './promise-parts.ts';
import { insertClock, type TurnClock } from './step-parts.ts';

/** Clocks that say whose turn it is with the message as a whole. */
const turns = `('transfer', 'accept', 'rule')`;
/** Ended elsewhere: what supervision started runs on even when the message is closed, the rest stops with the promise. */
const others = `('dossier', 'instruction', 'lateness', 'extension', 'review')`;

/** What of a step moves the clocks beside the promise. */
export interface TurnMove extends Pick<PromiseMove, 'promise'> {
  change: Change;
  now: Date;
  answerableId?: number;
  /** The clock of whose turn it is, where one runs beside the promise; null: the last one ends; undefined: it runs on. */
  turn?: TurnClock | null | undefined;
}

/** What a step does to the clocks beside the promise, and to the promise's owner where only that changes. */
export function turnParts({ matter, row }: Locked, s: TurnMove): [string, Part][] {
  const parts: [string, Part][] = [];
  const ends = s.change.lives.handling === 'closed' && matter.handling !== 'closed';
  if (ends || s.turn !== undefined)
    parts.push([
      'turned_away',
      (bind) =>
        `update clocks set stopped_at = ${bind(s.now)}, next_at = null where message_id = ${bind(row.id)} and not promise and what ${ends ? `not in ${others}` : `in ${turns}`} and stopped_at is null`,
    ]);
  const { turn, answerableId } = s;
  if (turn) parts.push(['turned', (bind) => insertClock(bind, row.id, { ...turn, promise: false })]);
  if (!s.promise && answerableId !== undefined && answerableId !== matter.answerableId)
    parts.push([
      'owned',
      (bind) =>
        `update clocks set owner_id = ${bind(answerableId)} where message_id = ${bind(row.id)} and promise and stopped_at is null`,
    ]);
  return parts;
}
