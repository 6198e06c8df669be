import { hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { named } from './compose.ts';
import { keys } from './db.ts';
import { decryptByAny, encrypt, newSecret, secretHash } from './envelope.ts';
import { alone, inTransaction } from './tx.ts';

/** What opens a draft: its id, and the secret that only the writer's browser keeps. */
export interface DraftKey {
  id: string;
  secret: string;
}

/** A draft as it was kept: its content is whatever JSON the writer's form made of it. */
export interface KeptDraft {
  content: unknown;
  savedAt: Date;
  expiresAt: Date;
}

/** When a draft is saved, and until when it is kept. */
export interface Keeping {
  now: Date;
  expiresAt: Date;
}

interface Row {
  secret_hash: Buffer;
  ciphertext: Buffer;
  saved_at: Date;
  expires_at: Date;
}

const columns =
  'select secret_hash, ciphertext, saved_at, expires_at from drafts where id = $1 and expires_at > $2';
const find = named(columns);
const lock = named(`${columns} for update`);
const insert = named(
  'insert into drafts (id, secret_hash, ciphertext, saved_at, expires_at) values ($1, $2, $3, $4, $5)',
);
// The pictures of a draft live as long as it does.
const update =
  named(`with prolonged as (update pictures set expires_at = $4 where draft_id = $1 and message_id is null and state = 'kept')
  update drafts set ciphertext = $2, saved_at = $3, expires_at = $4 where id = $1`);
const remove =
  named(`with removed as (update pictures set state = 'removed' where draft_id = $1 and message_id is null and state = 'kept')
  delete from drafts where id = $1`);
const uploaded = named(`select id, width, height from pictures
  where draft_id = $1 and message_id is null and state = 'kept' and expires_at > $2`);

/** The draft that a key opens; undefined when there is none, its days are over, or the secret is another's. */
export async function findDraft(key: DraftKey, now: Date): Promise<KeptDraft | undefined> {
  const [row] = await alone.rows<Row>(find, [key.id, now]);
  return row && opened(row, key);
}

/** Does this key open a draft? */
export async function isHeld(key: DraftKey, now: Date): Promise<boolean> {
  const [row] = await alone.rows<Row>(find, [key.id, now]);
  return row !== undefined && isOwn(row, key);
}

/** Keeps a new draft; returns the key that opens it. */
export async function insertDraft(content: unknown, { now, expiresAt }: Keeping): Promise<DraftKey> {
  const key = { id: randomBytes(16).toString('base64url'), secret: newSecret() };
  await alone.rows(insert, [key.id, secretHash('draft', key.secret), sealed(content, key), now, expiresAt]);
  return key;
}

/**
 * Changes a draft under its row lock, so that two pages that save at once lose nothing of each other; `change` returns
 * the new content, or undefined to leave it. Undefined when the key opens no draft.
 */
export async function updateDraft(
  key: DraftKey,
  keeping: Keeping,
  change: (content: unknown) => unknown,
): Promise<KeptDraft | undefined> {
  return inTransaction<Row, KeptDraft | undefined>(
    { statement: lock, values: [key.id, keeping.now] },
    async (tx, [row]) => {
      const kept = row && opened(row, key);
      if (!kept) return undefined;
      const content = change(kept.content);
      if (content === undefined) return kept;
      tx.write(update, [key.id, sealed(content, key), keeping.now, keeping.expiresAt]);
      return { content, savedAt: keeping.now, expiresAt: keeping.expiresAt };
    },
  );
}

/** Removes a draft and the pictures that were uploaded to it. */
export async function deleteDraft(key: DraftKey, now: Date): Promise<void> {
  if (await isHeld(key, now)) await alone.rows(remove, [key.id]);
}

/** The pictures that were uploaded to a draft and are still there. */
export async function picturesOfDraft(
  draftId: string,
  now: Date,
): Promise<{ id: string; width: number; height: number }[]> {
  return alone.rows(uploaded, [draftId, now]);
}

function opened(row: Row, key: DraftKey): KeptDraft | undefined {
  if (!isOwn(row, key)) return undefined;
  const plain = plainOf(row, key);
  return plain === undefined
    ? undefined
    : { content: JSON.parse(plain) as unknown, savedAt: row.saved_at, expiresAt: row.expires_at };
}

// After the key file was exchanged an older draft is as good as gone; its writer begins anew.
function plainOf(row: Row, key: DraftKey): string | undefined {
  try {
    return decryptByAny(keysOf(key), contextOf(key), row.ciphertext).toString();
  } catch {
    return undefined;
  }
}

function isOwn(row: Row, key: DraftKey): boolean {
  return timingSafeEqual(row.secret_hash, secretHash('draft', key.secret));
}

function sealed(content: unknown, key: DraftKey): Buffer {
  const [newest = Buffer.alloc(0)] = keysOf(key);
  return encrypt(newest, contextOf(key), Buffer.from(JSON.stringify(content)));
}

// Made of the writer's secret and a key outside the database: neither of the two alone opens a draft. An older key opens what was
// not saved since; each saving is under the newest.
function keysOf({ id, secret }: DraftKey): Buffer[] {
  return keys().draft.map(({ key }) => Buffer.from(hkdfSync('sha256', secret, key, `draft:${id}`, 32)));
}

function contextOf({ id }: DraftKey): string {
  return `draft:${id}`;
}
