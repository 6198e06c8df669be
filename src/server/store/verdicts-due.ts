import { sql } from 'kysely';
import { app } from './db.ts';
import { decrypt, unwrap } from './envelope.ts';
import { alone } from './tx.ts';
import { named } from './compose.ts';
import type { PendingVerdict } from './verdicts.ts';

// Taking the row away and leaving the job is one statement: from here on it can no longer be taken back, and no crash loses it.
const claim = named(`with due as (
    delete from verdicts where message_id = any (array(
      select message_id from verdicts where effective_at <= $1::timestamptz order by effective_at limit $2 for update skip locked))
    returning message_id, staff_id, sealed)
  insert into outbox (task, payload, run_at)
  select 'take-effect', jsonb_build_object('message', m.id, 'seq', m.history_seq, 'staff', d.staff_id, 'sealed', encode(d.sealed, 'base64')), $1::timestamptz
  from due d join messages m on m.id = d.message_id returning id`);

/** Takes the held verdicts whose moment has come and leaves a job for each. Returns how many. */
export async function claimDueVerdicts(now: Date, most: number): Promise<number> {
  return (await alone.rows(claim, [now, most])).length;
}

/** A held verdict, opened: on which message, and whether one was given on it since it was claimed. */
export interface OpenedVerdict {
  code: string;
  pending: PendingVerdict;
  overtaken: boolean;
}

/** Opens a claimed verdict; undefined when the message's key was erased. */
export async function openVerdict(of: {
  messageId: number;
  seq: number;
  sealed: string;
}): Promise<OpenedVerdict | undefined> {
  const row = await app()
    .selectFrom('messages as m')
    .select(['m.code', 'm.key_id', 'm.wrapped_key'])
    .select(
      sql<boolean>`exists (select from history h where h.message_id = m.id and h.seq > ${of.seq} and h.step in ('publish', 'keep-private', 'reject'))`.as(
        'overtaken',
      ),
    )
    .where('m.id', '=', of.messageId)
    .executeTakeFirst();
  if (!row?.key_id || !row.wrapped_key) return undefined;
  const plain = decrypt(
    unwrap({ keyId: row.key_id, wrapped: row.wrapped_key }),
    `${of.messageId}:verdict`,
    Buffer.from(of.sealed, 'base64'),
  );
  return {
    code: row.code,
    pending: JSON.parse(plain.toString()) as PendingVerdict,
    overtaken: row.overtaken,
  };
}
