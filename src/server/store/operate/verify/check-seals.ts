import type pg from 'pg';
import type { Keys } from '../../keys.ts';
import {
  type Seal,
  type SealedRow,
  comparePlaces,
  noSeal,
  RowTally,
  sealHash,
  sealText,
} from '../../seal.ts';
import { type SealRow, sealOf } from '../../seal-history.ts';
import { isSignedBy } from '../../sealing-keys.ts';
import { byQuery, type Check } from './check.ts';
import { differences, numbered } from './name-differences.ts';

const batch = 10_000;
const most = 100;
/** A row waits a minute for its seal; after so many nobody seals. */
const lagMinutes = 15;

type Row = SealedRow & { late: boolean };

/** Every seal is signed and chained, history is still what was sealed, and what is finished is sealed. */
export const sealsCheck: Check = async (client, keys) => {
  const breaches: string[] = [];
  const rows = new Rows(client);
  await rows.open();
  let checked = 0;
  for await (const { seal, faults } of sealsInChain(client, keys)) {
    breaches.push(...faults);
    // Rows that a lost seal covered lie before this one begins.
    breaches.push(...uncovered(await rows.upTo(seal.from)));
    const found = await rows.upTo(seal.to);
    checked += found.length;
    if (!matches(seal, found)) breaches.push(...(await differences(client, seal, found)));
    if (breaches.length >= most) break;
  }
  if (breaches.length < most) breaches.push(...(await unsealed(rows)));
  return {
    name: 'every seal is signed and chained, history is what was sealed, and what is finished is sealed',
    checked,
    breaches: breaches.slice(0, most),
  };
};

/** Foreign keys say so too; but whoever takes rows away by hand takes away what hinders him. */
export const orphansCheck = byQuery(
  'every row of history belongs to a message, a clue or a ban',
  'select count(*) as n from sealed_rows',
  `select 'clue number ' || h.clue_id || ': gone, ' || count(*) || ' rows of its history are left' as breach
  from clue_history h where not exists (select from clues c where c.id = h.clue_id) group by h.clue_id
  union all select 'ban number ' || h.ban_id || ': gone, ' || count(*) || ' rows of its history are left' as breach
  from ban_history h where not exists (select from bans b where b.id = h.ban_id) group by h.ban_id
  union all select 'message number ' || h.message_id || ': gone, ' || count(*) || ' rows of its history are left' as breach
  from history h where not exists (select from messages m where m.id = h.message_id) group by h.message_id`,
);

async function* sealsInChain(
  client: pg.ClientBase,
  keys: Keys | undefined,
): AsyncGenerator<{ seal: Seal; faults: string[] }> {
  let last: { id: number; hash: Buffer } = { id: 0, hash: noSeal };
  for (let read: SealRow[] = [], after = 0; ; after = read.at(-1)?.id ?? after) {
    read = (await client.query<SealRow>('select * from seals where id > $1 order by id limit 50', [after]))
      .rows;
    if (read.length === 0) return;
    for (const row of read) {
      const seal = sealOf(row);
      const faults: string[] = [];
      if (seal.id !== last.id + 1) faults.push(missingSeals(last.id + 1, seal.id - 1));
      else if (!seal.previous.equals(last.hash))
        faults.push(`seal ${seal.id}: is not chained to the one before it`);
      const unsigned = signatureFault(seal, row.signature, keys);
      if (unsigned) faults.push(`seal ${seal.id}: ${unsigned}`);
      last = { id: seal.id, hash: sealHash(seal, row.signature) };
      yield { seal, faults };
    }
  }
}

function missingSeals(from: number, to: number): string {
  return from === to ? `seal ${from} is missing` : `seals ${from} to ${to} are missing`;
}

function signatureFault(seal: Seal, signature: Buffer, keys: Keys | undefined): string | undefined {
  if (!keys) return 'the key file was not given, so its signature cannot be checked';
  const key = keys.sealing.find(({ id }) => id === seal.keyId);
  if (!key) return `the key file lacks the sealing key ${seal.keyId}, so its signature cannot be checked`;
  return isSignedBy(key, sealText(seal), signature) ? undefined : 'its signature is false';
}

function matches(seal: Seal, found: readonly Row[]): boolean {
  const tally = new RowTally();
  for (const row of found) tally.add(row);
  const { root, listed } = tally.end();
  return found.length === seal.rows && root.equals(seal.root) && listed.equals(seal.listed);
}

function uncovered(rows: readonly Row[]): string[] {
  return rows
    .slice(0, 20)
    .map(({ message, seq }) => `${numbered(message)}: row ${seq} lies between two seals and is in none`);
}

async function unsealed(rows: Rows): Promise<string[]> {
  const named: string[] = [];
  let late = 0;
  for (let each = await rows.next(); each; each = await rows.next()) {
    if (!each.late) continue;
    late += 1;
    if (named.length < 20)
      named.push(`${numbered(each.message)}: row ${each.seq} is not sealed after ${lagMinutes} minutes`);
  }
  if (late === 0) return [];
  return [`${late} rows wait for their seal too long: does a worker run, with a sealing key?`, ...named];
}

/** All rows of history in the order of sealing, read once: however many seals there are, it is one pass. */
class Rows {
  readonly #client: pg.ClientBase;
  #read: Row[] = [];
  #at = 0;
  #over = false;

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  async open(): Promise<void> {
    await this.#client.query(`
      declare rows_in_order no scroll cursor for select message, seq, hash, written_in as "writtenIn",
        written_at < now() - interval '${lagMinutes} minutes' as late from sealed_rows order by written_in, message, seq`);
  }

  /** The rows from here up to this place. */
  async upTo(place: Seal['to']): Promise<Row[]> {
    const found: Row[] = [];
    for (let row = await this.#peek(); row && comparePlaces(row, place) <= 0; row = await this.#peek()) {
      found.push(row);
      this.#at += 1;
    }
    return found;
  }

  async next(): Promise<Row | undefined> {
    const row = await this.#peek();
    this.#at += 1;
    return row;
  }

  async #peek(): Promise<Row | undefined> {
    if (this.#at >= this.#read.length && !this.#over) {
      this.#read = (await this.#client.query<Row>(`fetch ${batch} from rows_in_order`)).rows;
      this.#at = 0;
      this.#over = this.#read.length === 0;
      if (this.#over) await this.#client.query('close rows_in_order');
    }
    return this.#read[this.#at];
  }
}
