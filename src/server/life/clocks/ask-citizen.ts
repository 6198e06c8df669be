import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger, stands } from '../../../domain/decide.ts';
import { steps } from '../../../domain/steps/table.ts';
import { pauseLimits, resumesAt, type Until } from '../../../domain/pausing.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { openExtension } from '../../store/extensions.ts';
import { insertPause, pausesSince } from '../../store/pauses.ts';
import { runningPromise } from '../../store/running-promise.ts';
import type { Tx } from '../../store/tx.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { neededWords, staffIdOf } from './needed-words.ts';
import { tellAuthor } from '../tell-author.ts';

/** What the office asks of the citizen, and until when it waits. */
export interface Asking extends Until {
  words: string;
}

/** Asks the citizen for more: told at once, and the promise stands still until they answer or the date has come. */
export async function askCitizen(code: string, asking: Asking, actor: Actor, now: Date): Promise<Taken> {
  const { words } = neededWords({ words: asking.words });
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'pause', actor);
    return takeLocked(tx, locked, {
      step: 'pause',
      actor,
      now,
      effects: await pauseEffects(tx, locked, {
        asking: { ...asking, words },
        staffId: staffIdOf(actor),
        now,
      }),
    });
  });
}

async function pauseEffects(
  tx: Tx,
  locked: Locked,
  by: { asking: Asking; staffId: number; now: Date },
): Promise<(() => Effects) | undefined> {
  const { matter, row, spareId } = locked;
  // The table of steps says the rest.
  if (!stands(matter, steps.pause)) return undefined;
  const { asking, staffId, now } = by;
  const pausedUntil = resumesAt(asking, matter.urgency, now);
  await refuseUntimely(tx, { matter }, now);
  return () => ({
    promise: { pausedUntil },
    set: { contacted_at: row.contacted_at ?? now },
    rows: [
      insertPause({
        id: spareId,
        messageId: matter.id,
        officeId: matter.answerableId,
        staffId,
        at: now,
        untilAt: pausedUntil,
      }),
    ],
    words: [{ what: 'asked', ref: spareId, content: { text: asking.words } }],
    jobs: [tellAuthor(locked, 'asked-for-more', now)],
    facts: { pause: spareId },
  });
}

async function refuseUntimely(tx: Tx, { matter }: Pick<Locked, 'matter'>, now: Date): Promise<void> {
  if (matter.authorId === null) throw new Refusal('nobody-to-ask');
  const promise = await runningPromise(tx, matter.id);
  if (now >= promise.dueAt) throw new Refusal('too-late');
  if ((await pausesSince(tx, matter.id, promise.startsAt)) >= pauseLimits.times)
    throw new Refusal('too-often-paused');
  if (await openExtension(tx, matter.id)) throw new Refusal('extension-asked');
}
