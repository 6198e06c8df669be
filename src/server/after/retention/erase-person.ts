import { anonymiseCitizen } from '../../life/account/anonymise-citizen.ts';
import { withdraw } from '../../life/intake/withdraw.ts';
import { app } from '../../store/db.ts';
import { publicOf, unfinishedErasures } from '../../store/retention/erasure-requests.ts';
import { eraseAccount, eraseWords, personOf } from '../../store/retention/erase-person.ts';
import { finishDeletion } from '../../store/retention/deletion-orders.ts';
import { unlessMovedOn } from '../machine.ts';

/**
 * Does what a person asked for as far as it can be done now: messages that are closed and not held, at last the account.
 * What is still handled or held is left for a later round; begun again, it goes on with what is left.
 */
export async function erasePerson(order: { id: number; requestId: number }, now: Date): Promise<void> {
  const person = await personOf(order.requestId);
  if (!person) return;
  const { citizenId } = person;
  if (person.publicTexts === 'remove')
    for (const code of await publicOf(app(), citizenId))
      await unlessMovedOn({ task: 'retain', message: order.id }, () =>
        withdraw(code, '', { kind: 'citizen', citizenId }, now),
      );
  const by = { orderId: order.id, now };
  for (let went = 1; went > 0;) went = await eraseWords(citizenId, by);
  if ((await personOf(order.requestId))?.left !== 0) return;
  // What waits or was said elsewhere of the account ends as when its owner closes it.
  await anonymiseCitizen(citizenId, now);
  await eraseAccount(citizenId, by);
  await finishDeletion(order.id, now);
}

/** The orders for persons that wait for messages to be closed or let go. */
export function erasuresUnderWay(): Promise<number[]> {
  return unfinishedErasures(app());
}
