import { inject } from 'vitest';
import pg from 'pg';
import { chainHash, type HistoryLine } from '../../src/server/store/history.ts';
import { serverUrl } from '../../src/server/store/operate/postgres.ts';

/** Somebody who rules the machine: nothing in the database of this address hinders them. */
export async function ruler(ownerUrl: string): Promise<pg.Client> {
  const database = new URL(ownerUrl).pathname.slice(1);
  const admin = new pg.Client({ connectionString: serverUrl(inject('testServer'), 'postgres', database) });
  await admin.connect();
  await admin.query('set session_replication_role = replica');
  return admin;
}

/** Does harm by hand, looks, and takes everything back. */
export async function harmed(
  admin: pg.Client,
  harm: () => Promise<unknown>,
  look: () => Promise<string[]>,
): Promise<string[]> {
  const tables = [
    'history',
    'messages',
    'seals',
    'clue_history',
    'clues',
    'ban_history',
    'bans',
    'ban_chains',
    'tombstones',
  ];
  for (const table of tables) await admin.query(`create table kept_${table} as table ${table}`);
  try {
    await harm();
    return await look();
  } finally {
    for (const table of tables) {
      const { rows } = await admin.query<{ columns: string }>(
        `select string_agg(attname, ', ') as columns from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      );
      await admin.query(
        `delete from ${table}; insert into ${table} (${rows[0]?.columns}) overriding system value select ${rows[0]?.columns} from kept_${table}; drop table kept_${table}`,
      );
    }
  }
}

/** Makes a message's history false and its chain fit, as somebody would who knows how it is made. */
export async function rewrite(
  admin: pg.Client,
  messageId: number,
  change: (lines: HistoryLine[]) => HistoryLine[],
): Promise<void> {
  const { rows } = await admin.query<HistoryLine>(
    `select message_id as "messageId", seq, step, role, actor_kind as "actorKind", actor_id as "actorId", office_id as "officeId", at, changes,
    words_digest as "wordsDigest" from history where message_id = $1 order by seq`,
    [messageId],
  );
  const lines = change(rows);
  await admin.query('delete from history where message_id = $1 and seq > $2', [messageId, lines.length]);
  let hash: Buffer | null = null;
  for (const line of lines) {
    hash = chainHash(hash, line);
    await admin.query('update history set role = $3, hash = $4 where message_id = $1 and seq = $2', [
      ...[messageId, line.seq, line.role, hash],
    ]);
  }
  await admin.query('update messages set history_seq = $2, history_hash = $3 where id = $1', [
    ...[messageId, lines.length, hash],
  ]);
}
