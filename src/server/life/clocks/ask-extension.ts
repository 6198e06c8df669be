import type { Actor } from '../../../domain/actor.ts';
import { dueAfter } from '../../../domain/clocks.ts';
import { refuseStranger, stands } from '../../../domain/decide.ts';
import { steps } from '../../../domain/steps/table.ts';
import { extendedDue, mostExtensions } from '../../../domain/extending.ts';
import type { Until } from '../../../domain/pausing.ts';
import { findPersonal } from '../../../domain/reply-checks/find-personal.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isPublic } from '../../../domain/visibility.ts';
import { extensionsSince, insertExtension, openExtension } from '../../store/extensions.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { runningPromise } from '../../store/running-promise.ts';
import { insertClock } from '../../store/step-parts.ts';
import type { Tx } from '../../store/tx.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { tellOffice } from '../tell-office.ts';
import { rulesFor } from './ruled.ts';
import { neededWords, staffIdOf } from './needed-words.ts';

/** A request for more time: until when, why in words for the citizen, and what only the house reads. */
export interface Request extends Until {
  words: string;
  internal: string;
}

/** Asks the office above for more time, before the promise is due. Its answer is on a clock of its own. */
export async function askExtension(
  code: string,
  request: Request,
  actor: Actor,
  now: Date,
): Promise<Taken & { extensionId: number }> {
  const words = neededWords({ words: request.words, internal: request.internal });
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'ask-extension', actor);
    const effects = stands(locked.matter, steps['ask-extension'])
      ? await requestEffects(tx, locked, {
          request: { ...request, ...words },
          askedBy: staffIdOf(actor),
          now,
        })
      : undefined;
    const taken = await takeLocked(tx, locked, { step: 'ask-extension', actor, now, effects });
    return { ...taken, extensionId: locked.spareId };
  });
}

async function requestEffects(
  tx: Tx,
  locked: Locked,
  by: { request: Request; askedBy: number; now: Date },
): Promise<() => Effects> {
  const { matter, spareId: id } = locked;
  const { request, askedBy, now } = by;
  const promise = await runningPromise(tx, matter.id);
  if (now >= promise.dueAt) throw new Refusal('too-late');
  if (await openExtension(tx, matter.id)) throw new Refusal('extension-asked');
  const { byPetitionLaw, length, calendar } = await rulesFor(locked, now);
  const of = { ...matter, dueAt: promise.dueAt, byPetitionLaw };
  if ((await extensionsSince(tx, matter.id, promise.startsAt)) >= mostExtensions(of))
    throw new Refusal('too-often-extended');
  const wanted = extendedDue(of, request, calendar);
  const askedOf = matter.aboveIds[0] ?? locked.row.desk_id;
  const decideBy = dueAfter(now, length('extension'), calendar).at;
  const { words, internal } = request;
  return () => ({
    rows: [
      insertExtension({
        id,
        messageId: matter.id,
        officeId: matter.answerableId,
        askedBy,
        askedOf,
        askedAt: now,
        dueAt: promise.dueAt,
        wantedAt: wanted.at,
        publicWords: forEverybody(words, locked),
      }),
      requestClock(matter.id, { askedOf, now, dueAt: decideBy }),
    ],
    words: [{ what: 'extension', ref: id, content: { text: words, internal } }],
    jobs: [tellOffice(locked, askedOf, 'extension-asked', now)],
    facts: { extension: id, wanted: wanted.at.toISOString(), askedOf },
  });
}

// The reason stands on the trace of a public message; what looks personal stays with the author.
function forEverybody(words: string, { matter }: Locked): string | null {
  const draft = { type: 'interim', text: words, unit: '' } as const;
  const personal = findPersonal(draft, { title: '', body: '', isPublic: true });
  return isPublic(matter.publication) && personal.length === 0 ? words : null;
}

/** The clock on which a request waits to be decided; it speaks once, when it is late. */
export function requestClock(messageId: number, by: { askedOf: number; now: Date; dueAt: Date }) {
  const clock = {
    what: 'extension' as const,
    startsAt: by.now,
    dueAt: by.dueAt,
    ownerId: by.askedOf,
    promise: false,
    goesOn: { stage: 2, nextAt: by.dueAt },
  };
  return (bind: (value: unknown) => string) => insertClock(bind, messageId, clock);
}
