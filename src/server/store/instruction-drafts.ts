import { Refusal } from '../../domain/refusal.ts';
import { app } from './db.ts';
import { named } from './compose.ts';
import { decrypt, encrypt, unwrap } from './envelope.ts';
import { keyOf, type Locked } from './lock-message.ts';
import type { Tx } from './tx.ts';

const keep =
  named(`insert into instruction_drafts (message_id, post_id, sealed, saved_by, saved_at) values ($1, $2, $3, $4, $5)
  on conflict (message_id, post_id) do update set sealed = excluded.sealed, saved_by = excluded.saved_by, saved_at = excluded.saved_at`);

/** What is kept of a draft: its words, addressees and day. */
export interface DraftWords {
  to: readonly string[];
  words: string;
  reportOn: string;
}

/** Keeps the draft of a post on a message, sealed under the message's key. */
export async function keepInstructionDraft(
  tx: Tx,
  locked: Locked,
  draft: DraftWords,
  by: { staffId: number; at: Date },
): Promise<void> {
  const { matter } = locked;
  const wrapped = keyOf(locked);
  if (!wrapped) throw new Refusal('erased');
  const sealed = encrypt(
    unwrap(wrapped),
    `${matter.id}:instruction-draft`,
    Buffer.from(JSON.stringify(draft)),
  );
  await tx.rows(keep, [matter.id, matter.postId, sealed, by.staffId, by.at]);
}

/** The draft of a post on a message, opened; undefined where there is none. Whoever asks holds the post. */
export async function instructionDraft(
  messageId: number,
  postId: number,
): Promise<(DraftWords & { by: string; at: Date }) | undefined> {
  const row = await app()
    .selectFrom('instruction_drafts as d')
    .innerJoin('messages as m', 'm.id', 'd.message_id')
    .innerJoin('staff as s', 's.id', 'd.saved_by')
    .select(['d.sealed', 'd.saved_at', 's.name', 'm.key_id', 'm.wrapped_key'])
    .where('d.message_id', '=', messageId)
    .where('d.post_id', '=', postId)
    .executeTakeFirst();
  if (!row?.key_id || !row.wrapped_key) return undefined;
  const key = unwrap({ keyId: row.key_id, wrapped: row.wrapped_key });
  const plain = decrypt(key, `${messageId}:instruction-draft`, row.sealed).toString();
  return { ...(JSON.parse(plain) as DraftWords), by: row.name, at: row.saved_at };
}
