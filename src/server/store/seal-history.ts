import { type Asking, named } from './compose.ts';
import type { SealingKey } from './keys.ts';
import { beginning, noSeal, RowTally, type Seal, type SealedRow, sealHash, sealText } from './seal.ts';
import { signSeal } from './sealing-keys.ts';
import { inTransaction } from './tx.ts';

/** A seal as it lies in the database. */
export interface SealRow {
  id: number;
  made_at: Date;
  from_written: number;
  from_message: number;
  from_seq: number;
  to_written: number;
  to_message: number;
  to_seq: number;
  row_count: number;
  root: Buffer;
  listed: Buffer;
  previous: Buffer;
  key_id: string;
  signature: Buffer;
}

const most = 20_000;

const alone = named(`select pg_try_advisory_xact_lock(hashtext('huiyin.seal')) as mine`);
const newest = named('select * from seals order by id desc limit 1');
// One statement, one snapshot: every transaction before its horizon is over, and its rows are seen.
const finished = named(`select message, seq, hash, written_in as "writtenIn" from sealed_rows
  where written_in >= $1 and (written_in, message, seq) > ($1, $2, $3)
    and ($4 or written_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + history_offset())
  order by written_in, message, seq limit ${most}`);
const keep =
  named(`insert into seals (id, made_at, from_written, from_message, from_seq, to_written, to_message, to_seq,
  row_count, root, listed, previous, key_id, signature) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`);

/** What was sealed; the hash, written down elsewhere, shows later whether newer seals were cut off. */
export interface Sealed {
  id: number;
  rows: number;
  hash: Buffer;
  /** Whether further rows wait. */
  more: boolean;
}

/** With what and when a seal is made. `all`: nobody else writes, so every row is finished. */
export interface Sealing {
  key: SealingKey;
  now: Date;
  all?: boolean;
}

/** Seals finished rows that no seal covers yet, in a transaction of its own; null when there are none, or another worker is at it. */
export async function sealHistory(sealing: Sealing): Promise<Sealed | null> {
  return inTransaction<{ mine: boolean }, Sealed | null>(
    { statement: alone, values: [] },
    async (tx, [lock]) => (lock?.mine ? sealNext(tx, sealing) : null),
  );
}

/** Makes the next seal; whoever calls sees to it that nobody else does. */
export async function sealNext(tx: Asking, { key, now, all = false }: Sealing): Promise<Sealed | null> {
  const [last] = await tx.rows<SealRow>(newest, []);
  const before = last && sealOf(last);
  const from = before?.to ?? beginning;
  const rows = await tx.rows<SealedRow>(finished, [from.writtenIn, from.message, from.seq, all]);
  const end = rows.at(-1);
  if (!end) return null;
  const tally = new RowTally();
  for (const row of rows) tally.add(row);
  const seal: Seal = {
    id: (before?.id ?? 0) + 1,
    madeAt: now,
    from,
    to: { writtenIn: end.writtenIn, message: end.message, seq: end.seq },
    rows: rows.length,
    ...tally.end(),
    previous: before && last ? sealHash(before, last.signature) : noSeal,
    keyId: key.id,
  };
  const signature = signSeal(key, sealText(seal));
  await tx.rows(keep, valuesOf(seal, signature));
  return { id: seal.id, rows: seal.rows, hash: sealHash(seal, signature), more: rows.length === most };
}

/** A seal from its row. */
export function sealOf(row: SealRow): Seal {
  return {
    id: row.id,
    madeAt: row.made_at,
    from: { writtenIn: row.from_written, message: row.from_message, seq: row.from_seq },
    to: { writtenIn: row.to_written, message: row.to_message, seq: row.to_seq },
    rows: row.row_count,
    root: row.root,
    listed: row.listed,
    previous: row.previous,
    keyId: row.key_id,
  };
}

function valuesOf(seal: Seal, signature: Buffer): unknown[] {
  const { from, to } = seal;
  return [
    ...[seal.id, seal.madeAt, from.writtenIn, from.message, from.seq, to.writtenIn, to.message, to.seq],
    ...[seal.rows, seal.root, seal.listed, seal.previous, seal.keyId, signature],
  ];
}
