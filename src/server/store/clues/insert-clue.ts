import { named } from '../compose.ts';
import { blindIndexes } from '../envelope.ts';
import type { Tx } from '../tx.ts';
import { clueHash } from './clue-history.ts';
import { writeLine } from './clue-rows.ts';
import { attachFiles, type ClaimedFile, filesTold } from './keep-files.ts';
import { keepPart } from './keep-part.ts';

/** What arrives sealed at the door. */
export interface ArrivingClue {
  id: number;
  ref: string;
  /** By each key; the first is kept. */
  foundBy: readonly Buffer[];
  keyId: number;
  sealed: Buffer;
  writer: { recipient: string; wrapped: Buffer };
  /** Digests of what was named; only their keyed fingerprints are kept. */
  things: readonly string[];
  files: readonly ClaimedFile[];
  dueAt: Date;
}

const nextId = named(`select nextval(pg_get_serial_sequence('clues', 'id'))::bigint as id
  where not exists (select from clues where found_by = any ($1))`);
const insert =
  named(`insert into clues (id, ref, found_by, writer_recipient, key_id, received_at, stage, clock, clock_from_at, due_at, history_seq, history_hash)
  overriding system value values ($1, $2, $3, $4, $5, $6, 'received', 'sift', $6, $7, 1, $8)`);
const print = named('insert into clue_prints (clue_id, print) values ($1, $2) on conflict do nothing');

/** The number of a clue that is about to be kept; undefined where it is there already (sent twice). */
export async function nextClueId(tx: Tx, clue: Pick<ArrivingClue, 'foundBy'>): Promise<number | undefined> {
  return (await tx.rows<{ id: number }>(nextId, [clue.foundBy]))[0]?.id;
}

/** Keeps a sealed clue with its first line of history. */
export function insertClue(tx: Tx, clue: ArrivingClue, now: Date): void {
  const { id, ref, foundBy, keyId, writer, dueAt, files } = clue;
  const line = {
    clueId: id,
    seq: 1,
    step: 'receive',
    staffId: null,
    at: now,
    changes: { stage: [null, 'received'], ...filesTold(files) },
  };
  const hash = clueHash(null, line);
  tx.write(insert, [id, ref, foundBy[0], writer.recipient, keyId, now, dueAt, hash]);
  writeLine(tx, line, hash);
  // By older keys too: what was named before is known by those alone.
  for (const thing of clue.things)
    for (const found of blindIndexes('clue', thing)) tx.write(print, [id, found]);
  keepPart(tx, { clueId: id, what: 'clue', ref: null, sealed: clue.sealed }, now);
  keepPart(tx, { clueId: id, what: 'writer-key', ref: null, sealed: writer.wrapped }, now);
  attachFiles(tx, { clueId: id, letterId: null }, files, now);
}
