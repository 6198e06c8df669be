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

const rowsOfSeal = 20_000;
/** How many seals one transaction makes at most: it holds back what the database may clean up. */
const mostSeals = 250;

const alone = named(`select pg_try_advisory_xact_lock(hashtext('huiyin.seal')) as mine`);
const newest = named('select * from seals order by id desc limit 1');
// One statement, one snapshot: every transaction before its horizon is over, and its rows are seen. All that waits is put in order
// once, however much it is: asked for anew, every seal would read and sort again what the next ones hold.
const lineUp =
  named(`declare unsealed no scroll cursor for select message, seq, hash, written_in as "writtenIn" from sealed_rows
  where written_in >= $1 and (written_in, message, seq) > ($1, $2, $3)
    and ($4 or written_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + history_offset())
  order by written_in, message, seq`);
const nextRows = named(`fetch ${rowsOfSeal} from unsealed`);
const keep =
  named(`insert into seals (id, made_at, from_written, from_message, from_seq, to_written, to_message, to_seq,
  row_count, root, listed, previous, key_id, signature) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`);

/** What was sealed; the hash, written down elsewhere, shows later whether newer seals were cut off. */
export interface Sealed {
  id: number;
  rows: number;
  hash: Buffer;
}

/** The seals that were made, and whether further rows wait. */
export interface Sealing {
  made: Sealed[];
  more: boolean;
}

/** With what and when seals are made. `all`: nobody else writes, so every row is finished. */
export interface SealedWith {
  key: SealingKey;
  now: Date;
  all?: boolean;
}

/** Seals finished rows that no seal covers yet, in a transaction of its own; none where there are none, or another worker is at it. */
export async function sealHistory(by: SealedWith): Promise<Sealing> {
  return inTransaction<{ mine: boolean }, Sealing>({ statement: alone, values: [] }, async (tx, [lock]) =>
    lock?.mine ? sealOn(tx, by) : { made: [], more: false },
  );
}

/** Makes the next seals, in a transaction of their own, with which the cursor ends; whoever calls sees to it that nobody else does. */
export async function sealOn(tx: Asking, { key, now, all = false }: SealedWith): Promise<Sealing> {
  const [last] = await tx.rows<SealRow>(newest, []);
  let before = last && { seal: sealOf(last), signature: last.signature };
  const { writtenIn, message, seq } = before?.seal.to ?? beginning;
  await tx.rows(lineUp, [writtenIn, message, seq, all]);
  const made: Sealed[] = [];
  let full = true;
  while (full && made.length < mostSeals) {
    const rows = await tx.rows<SealedRow>(nextRows, []);
    full = rows.length === rowsOfSeal;
    const seal = sealAfter(before, rows, { key, now });
    if (!seal) break;
    const signature = signSeal(key, sealText(seal));
    await tx.rows(keep, valuesOf(seal, signature));
    made.push({ id: seal.id, rows: seal.rows, hash: sealHash(seal, signature) });
    before = { seal, signature };
  }
  return { made, more: full && made.length === mostSeals };
}

function sealAfter(
  before: { seal: Seal; signature: Buffer } | undefined,
  rows: readonly SealedRow[],
  { key, now }: SealedWith,
): Seal | undefined {
  const end = rows.at(-1);
  if (!end) return undefined;
  const tally = new RowTally();
  for (const row of rows) tally.add(row);
  return {
    id: (before?.seal.id ?? 0) + 1,
    madeAt: now,
    from: before?.seal.to ?? beginning,
    to: { writtenIn: end.writtenIn, message: end.message, seq: end.seq },
    rows: rows.length,
    ...tally.end(),
    previous: before ? sealHash(before.seal, before.signature) : noSeal,
    keyId: key.id,
  };
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
