import { chainHash, type HistoryLine } from '../../history.ts';
import type { Check } from './check.ts';

interface Row extends HistoryLine {
  hash: Buffer;
}
interface Head {
  id: number;
  code: string;
  publication: string;
  handling: string;
  voice: string;
  attention: string;
  next: string;
  history_seq: number;
  history_hash: Buffer;
}

const batch = 5_000;

/** Each message's history is whole: no row missing, the hash chain unbroken, and the lives in the row are the ones that history tells. */
export const historyCheck: Check = async (client) => {
  const breaches: string[] = [];
  let checked = 0;
  for (let after = 0, more = true; more;) {
    const heads = (
      await client.query<Head>(
        'select id, code, publication, handling, voice, attention, next_step as next, history_seq, history_hash from messages where id > $1 order by id limit $2',
        [after, batch],
      )
    ).rows;
    const last = heads.at(-1);
    more = last !== undefined;
    if (!last) break;
    const lines = await client.query<Row>(
      `select message_id as "messageId", seq, step, role, actor_kind as "actorKind", actor_id as "actorId", office_id as "officeId", at, changes,
      words_digest as "wordsDigest", hash from history where message_id > $1 and message_id <= $2 order by message_id, seq`,
      [after, last.id],
    );
    const byMessage = Map.groupBy(lines.rows, (l) => l.messageId);
    for (const head of heads) {
      const rows = byMessage.get(head.id) ?? [];
      checked += rows.length;
      const breach = breachOf(head, rows);
      if (breach && breaches.length < 100) breaches.push(`${head.code}: ${breach}`);
    }
    after = last.id;
  }
  return {
    name: 'each message’s history is whole: no row missing, its chain unbroken, its lives as told',
    checked,
    breaches,
  };
};

function breachOf(head: Head, rows: readonly Row[]): string | undefined {
  let previous: Buffer | null = null;
  const told: Record<string, unknown> = { voice: 'not-said', attention: 'normal' };
  for (const [i, row] of rows.entries()) {
    if (row.seq !== i + 1) return `row ${i + 1} is missing`;
    previous = chainHash(previous, row);
    if (!previous.equals(row.hash)) return `the chain breaks at row ${row.seq} (${row.step})`;
    for (const life of ['publication', 'handling', 'voice', 'attention', 'next']) {
      const change = row.changes[life];
      if (Array.isArray(change)) told[life] = change[1];
    }
  }
  if (rows.length !== head.history_seq) return `${head.history_seq} rows expected, ${rows.length} found`;
  if (!previous?.equals(head.history_hash)) return 'the last row is not the one that the message knows';
  for (const life of ['publication', 'handling', 'voice', 'attention', 'next'] as const)
    if (told[life] !== head[life]) return `${life} is ${head[life]}, history tells ${String(told[life])}`;
  return undefined;
}
