import type { Change } from '../../domain/decide.ts';
import type { Locked } from './lock-message.ts';
import type { PromiseMove } from './promise-parts.ts';
import { isOneOfFew, type SetPart } from './sets.ts';
import { startClock, stopClocks, type TurnClock } from './step-parts.ts';

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
export function turnSets({ matter, row }: Locked, s: TurnMove): SetPart[] {
  const sets: SetPart[] = [];
  const ends = s.change.lives.handling === 'closed' && matter.handling !== 'closed';
  if (ends || s.turn !== undefined)
    sets.push(
      stopClocks('turned_away', `not c.promise and c.what ${ends ? `not in ${others}` : `in ${turns}`}`, {
        messageId: row.id,
        now: s.now,
      }),
    );
  const { turn, answerableId } = s;
  if (turn) sets.push(startClock('turned', row.id, { ...turn, promise: false }));
  if (!s.promise && answerableId !== undefined && answerableId !== matter.answerableId)
    sets.push({
      name: 'owned',
      columns: '(message bigint, owner bigint)',
      text: `update clocks c set owner_id = e.owner from each_owned e where c.message_id = e.message and ${isOneOfFew('e.message')} and c.promise and c.stopped_at is null`,
      rows: [{ message: row.id, owner: answerableId }],
    });
  return sets;
}
