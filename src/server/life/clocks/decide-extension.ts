import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { goesOnAt } from '../../../domain/firing.ts';
import { isProvisional } from '../../../domain/calendar.ts';
import { Refusal } from '../../../domain/refusal.ts';
import {
  decideExtension,
  type OpenExtension,
  openExtension,
  stopRequestClock,
} from '../../store/extensions.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { runningPromise } from '../../store/running-promise.ts';
import type { PromiseClock } from '../../store/step-parts.ts';
import type { Tx } from '../../store/tx.ts';
import { type Taken, takeLocked, whoWasFirst } from '../take.ts';
import { tellOffice } from '../tell-office.ts';
import { neededWords, staffIdOf } from './needed-words.ts';
import { tellAuthor } from '../tell-author.ts';

/** Grants a request for more time: the promise moves, and the citizen is told with the reason. */
export async function grantExtension(
  code: string,
  extensionId: number,
  actor: Actor,
  now: Date,
): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const request = await requestToDecide(tx, locked, { extensionId, actor });
    const promise = await extended(tx, locked, request, now);
    return takeLocked(tx, locked, {
      step: 'grant-extension',
      actor,
      now,
      effects: ({ matter }) => ({
        promise,
        requestStays: true,
        rows: [
          decideExtension(request.id, { state: 'granted', staffId: staffIdOf(actor), at: now }),
          stopRequestClock(matter.id, now),
        ],
        jobs: [
          tellAuthor(locked, 'extended', now),
          tellOffice(locked, matter.answerableId, 'extension-decided', now),
        ],
        facts: { extension: request.id },
      }),
    });
  });
}

/** Refuses a request, with words to those who asked; the promise stays as it is. */
export async function refuseExtension(
  code: string,
  extensionId: number,
  refusal: { words: string; actor: Actor },
  now: Date,
): Promise<Taken> {
  const { words } = neededWords({ words: refusal.words });
  const { actor } = refusal;
  return withMessage(code, async (tx, locked) => {
    const request = await requestToDecide(tx, locked, { extensionId, actor });
    return takeLocked(tx, locked, {
      step: 'refuse-extension',
      actor,
      now,
      effects: ({ matter }) => ({
        rows: [
          decideExtension(request.id, { state: 'refused', staffId: staffIdOf(actor), at: now }),
          stopRequestClock(matter.id, now),
        ],
        words: [{ what: 'reason', ref: request.id, content: { words } }],
        jobs: [tellOffice(locked, matter.answerableId, 'extension-decided', now)],
        facts: { extension: request.id },
      }),
    });
  });
}

async function requestToDecide(
  tx: Tx,
  locked: Locked,
  by: { extensionId: number; actor: Actor },
): Promise<OpenExtension> {
  const { actor } = by;
  refuseStranger(locked.matter, 'grant-extension', actor);
  const request = await openExtension(tx, locked.matter.id);
  if (request?.id !== by.extensionId) throw await whoWasFirst(tx, locked.matter.id, actor);
  if (actor.kind !== 'staff') throw new Refusal('not-allowed');
  if (actor.staffId === request.askedBy) throw new Refusal('asker-decides');
  // One step above: the office that is asked, not just any office over it.
  if (!actor.duties.some(({ officeId }) => officeId === request.askedOf)) throw new Refusal('not-allowed');
  return request;
}

async function extended(
  tx: Tx,
  { matter }: Locked,
  { wantedAt }: OpenExtension,
  now: Date,
): Promise<PromiseClock> {
  const { what, startsAt, ownerId, idleMs } = await runningPromise(tx, matter.id);
  if (wantedAt <= now) throw new Refusal('too-late');
  return {
    what: what as 'reply',
    startsAt,
    dueAt: wantedAt,
    provisional: isProvisional(wantedAt, await knownCalendar(now)),
    ownerId,
    idleMs,
    goesOn: goesOnAt({ startsAt, dueAt: wantedAt, idleMs }, now),
  };
}
