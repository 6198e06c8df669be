import type { Actor } from '../../../domain/actor.ts';
import { ownAccount } from '../account/own-account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { openErasureOf, publicTextChoices } from '../../store/retention/erasure-requests.ts';

/** A person asks that what is known of them goes; whoever calls has just seen them prove their phone. */
export async function askErasure(publicTexts: string, actor: Actor, now: Date): Promise<void> {
  const citizenId = ownAccount(actor);
  const choice = publicTextChoices.find((each) => each === publicTexts);
  if (!choice) throw new Refusal('invalid', { faults: [{ field: 'publicTexts', code: 'required' }] });
  await app()
    .transaction()
    .execute(async (tx) => {
      // One after another, so that two windows make one request.
      await tx.selectFrom('citizens').select('id').where('id', '=', citizenId).forUpdate().execute();
      if (await openErasureOf(tx, citizenId)) throw new Refusal('erasure-asked');
      await tx
        .insertInto('erasure_requests')
        .values({ citizen_id: citizenId, public_texts: choice, asked_at: now })
        .execute();
    });
}

/** The person takes the request back, as long as no second operator has confirmed it. */
export async function takeErasureBack(actor: Actor, now: Date): Promise<void> {
  const citizenId = ownAccount(actor);
  await app()
    .transaction()
    .execute(async (tx) => {
      await tx.selectFrom('citizens').select('id').where('id', '=', citizenId).forUpdate().execute();
      const open = await openErasureOf(tx, citizenId);
      if (!open) throw new Refusal('not-found');
      const waiting = await tx
        .selectFrom('deletion_orders')
        .select(['id', 'state', 'ordered_by'])
        .where('request_id', '=', open.id)
        .where('state', '<>', 'refused')
        .forUpdate()
        .executeTakeFirst();
      if (waiting?.state === 'confirmed') throw new Refusal('deletion-decided');
      if (waiting)
        await tx
          .updateTable('deletion_orders')
          .set({ state: 'refused', decided_by: waiting.ordered_by, decided_at: now })
          .where('id', '=', waiting.id)
          .execute();
      await tx
        .updateTable('erasure_requests')
        .set({ taken_back_at: now })
        .where('id', '=', open.id)
        .execute();
    });
}
