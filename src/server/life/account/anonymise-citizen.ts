import { forgetCitizen, sealedSendersOf, withoutName } from '../../store/citizens/forget-citizen.ts';
import { readWords } from '../../store/people.ts';

const batch = 100;

/**
 * Forgets who a citizen was: the names they gave, then phone, key, sessions and everything that led to them. What they wrote
 * stays, under the citizen's number alone. May be called again where it was broken off.
 */
export async function anonymiseCitizen(citizenId: number, now: Date): Promise<void> {
  for (let after = 0; ;) {
    const messages = await sealedSendersOf(citizenId, after, batch);
    const last = messages.at(-1);
    if (!last) break;
    const ids = messages.map(({ id }) => id);
    const senders = await readWords('machine:anonymise', ids, ['sender']);
    for (const message of messages) {
      const sender = senders.findLast(({ messageId }) => messageId === message.id);
      await withoutName(message, sender?.content['remark'], now);
    }
    after = last.id;
  }
  await forgetCitizen(citizenId, now);
}
