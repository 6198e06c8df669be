import { dueAfter } from '../../domain/clocks.ts';
import type { Change } from '../../domain/decide.ts';
import type { NextStep } from '../../domain/status.ts';
import type { Locked } from '../store/lock-message.ts';
import type { TurnClock } from '../store/step-parts.ts';
import type { Rules } from './promise.ts';

const turns = ['transfer', 'accept', 'rule'] as const;

/** The clock beside the promise that says how long the holder may take with the next step; null: none; undefined: nothing changes. */
export function turnAfter(
  change: Change,
  by: { locked: Locked; holderId: number | null; now: Date },
  { calendar, length }: Pick<Rules, 'calendar' | 'length'>,
): TurnClock | null | undefined {
  const { matter } = by.locked;
  if (change.next === matter.nextStep && by.holderId === matter.holderId) return undefined;
  const what = turns.find((turn) => turn === change.next);
  // A ministry's and a thanks' first step is itself the promise.
  if (!what || by.holderId === null) return isTurn(matter.nextStep) ? null : undefined;
  const { at } = dueAfter(by.now, length(what), calendar);
  return { what, startsAt: by.now, dueAt: at, ownerId: by.holderId };
}

function isTurn(next: NextStep): boolean {
  return (turns as readonly NextStep[]).includes(next);
}
