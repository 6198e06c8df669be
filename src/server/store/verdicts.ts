import type { Redacted } from '../../domain/redaction.ts';
import { named } from './compose.ts';
import type { Tx } from './tx.ts';

/** A verdict that waits for its moment. */
export type PendingVerdict =
  | {
      step: 'publish' | 'keep-private';
      verdict: {
        visibility: 'public' | 'private';
        redacted?: Redacted;
        pictures?: { id: string; public: boolean }[];
        code?: string;
      };
    }
  | { step: 'reject'; reason: { code: string; words: string } };

const keep =
  named(`insert into verdicts (message_id, step, staff_id, sealed, effective_at) values ($1, $2, $3, $4, $5)
  on conflict (message_id) do update set step = excluded.step, sealed = excluded.sealed, effective_at = excluded.effective_at where verdicts.staff_id = excluded.staff_id`);
const drop = named('delete from verdicts where message_id = $1 and staff_id = $2 returning message_id');

/** Writes a held verdict down, so that a crash does not lose it. */
export async function keepVerdict(
  tx: Tx,
  v: { messageId: number; step: string; staffId: number; sealed: Buffer; effectiveAt: Date },
): Promise<void> {
  await tx.rows(keep, [v.messageId, v.step, v.staffId, v.sealed, v.effectiveAt]);
}

/** Removes a held verdict; false when there is none of this reviewer any more. */
export async function dropVerdict(tx: Tx, messageId: number, staffId: number): Promise<boolean> {
  return (await tx.rows(drop, [messageId, staffId])).length > 0;
}
