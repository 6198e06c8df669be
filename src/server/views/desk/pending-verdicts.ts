import type { Actor } from '../../../domain/actor.ts';
import type { Db } from '../../store/db.ts';
import { decrypt, unwrap } from '../../store/envelope.ts';
import { readWords } from '../../store/people.ts';
import type { PendingVerdict } from '../../store/verdicts.ts';
import { reviewerName } from './review-desk.ts';

/** A verdict of one's own that can still be taken back. */
export interface OwnPendingVerdict {
  code: string;
  title: string;
  step: 'publish' | 'keep-private' | 'reject';
  effectiveAt: Date;
}

/** The verdicts of this reviewer that have not taken effect yet, the latest first. */
export async function pendingVerdicts(db: Db, actor: Actor, now: Date): Promise<OwnPendingVerdict[]> {
  const reader = reviewerName(actor);
  const rows = await ownVerdicts(db, actor)
    .where('v.effective_at', '>', now)
    .orderBy('v.effective_at', 'desc')
    .limit(10)
    .execute();
  const words = await readWords(
    reader,
    rows.map((row) => row.id),
    ['original'],
  );
  return rows.map(({ id, code, step, effective_at }) => ({
    code,
    step,
    effectiveAt: effective_at,
    title: words.findLast((w) => w.messageId === id)?.content['title'] ?? '',
  }));
}

/** What a held verdict of one's own says, so that nothing typed is lost when it is taken back; undefined when there is none any more. */
export async function heldVerdict(db: Db, code: string, actor: Actor): Promise<PendingVerdict | undefined> {
  reviewerName(actor);
  const row = await ownVerdicts(db, actor).where('m.code', '=', code).executeTakeFirst();
  if (!row?.key_id || !row.wrapped_key) return undefined;
  const key = unwrap({ keyId: row.key_id, wrapped: row.wrapped_key });
  return JSON.parse(decrypt(key, `${row.id}:verdict`, row.sealed).toString()) as PendingVerdict;
}

function ownVerdicts(db: Db, actor: Actor) {
  return db
    .selectFrom('verdicts as v')
    .innerJoin('messages as m', 'm.id', 'v.message_id')
    .select(['m.id', 'm.code', 'm.key_id', 'm.wrapped_key', 'v.step', 'v.sealed', 'v.effective_at'])
    .where('v.staff_id', '=', actor.kind === 'staff' ? actor.staffId : 0);
}
