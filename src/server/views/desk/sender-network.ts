import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import type { Db } from '../../store/db.ts';
import { readSenderAddress } from '../../store/people.ts';

/** From which network a message that a reviewer has before them was sent; null where that is not known any more, or not theirs. */
export async function senderNetwork(db: Db, code: string, actor: Actor): Promise<string | null> {
  if (actor.kind !== 'staff' || !allows('see the sender’s network', relationsAtLarge(actor))) return null;
  const found = await db.selectFrom('messages').select('id').where('code', '=', code).executeTakeFirst();
  if (!found) return null;
  return (await readSenderAddress(`staff:${actor.staffId}`, found.id, 'network')) ?? null;
}
