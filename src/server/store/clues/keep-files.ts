import { named } from '../compose.ts';
import { alone, type Tx } from '../tx.ts';

/** An attachment that a sending named: its number, its length and the digest of its sealed bytes. */
export interface ClaimedFile {
  id: string;
  bytes: number;
  digest: Buffer;
}

const keep = named('select private.keep_clue_file($1, $2, $3) as kept');
const claim = named('select id, bytes, digest from private.claim_clue_files($1)');
const attach = named('select private.attach_clue_files($1, $2)');
const note = named(
  `insert into clue_files (id, clue_id, letter_id, place, bytes, digest, at) values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Keeps the sealed bytes of an attachment until a sending names them; false where too many wait already. */
export async function keepClueFile(of: { id: string; sealed: Buffer }, now: Date): Promise<boolean> {
  const [row] = await alone.rows<{ kept: boolean }>(keep, [of.id, of.sealed, now]);
  return row?.kept === true;
}

/** The attachments of these numbers in their order, held for this sending; undefined where one is not there or another sending has it. */
export async function claimFiles(tx: Tx, ids: readonly string[]): Promise<ClaimedFile[] | undefined> {
  if (ids.length === 0) return [];
  const found = await tx.rows<ClaimedFile>(claim, [ids]);
  const inOrder = ids.flatMap((id) => found.filter((file) => file.id === id));
  return new Set(ids).size === ids.length && inOrder.length === ids.length ? inOrder : undefined;
}

/** Gives claimed attachments to a clue, or to a letter of its writer. */
export function attachFiles(
  tx: Tx,
  to: { clueId: number; letterId: number | null },
  files: readonly ClaimedFile[],
  now: Date,
): void {
  if (files.length === 0) return;
  for (const [at, { id, bytes, digest }] of files.entries())
    tx.write(note, [id, to.clueId, to.letterId, at + 1, bytes, digest, now]);
  tx.write(attach, [to.clueId, files.map(({ id }) => id)]);
}

/** What history tells of attachments: the digests of their sealed bytes. */
export function filesTold(files: readonly ClaimedFile[]): { files?: string[] } {
  return files.length === 0 ? {} : { files: files.map(({ digest }) => digest.toString('hex')) };
}
