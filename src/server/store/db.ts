import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { KeyRing } from './key-ring.ts';
import type { Keys } from './keys.ts';
import { endTellingPages, ownName, pagesChannel, tellPagesBy } from './page-moves.ts';
import { preparing } from './prepared.ts';
import { openReplica, type Replica } from './replica.ts';
import { sharing } from './sharing.ts';
import type { BoardTables } from './schema/board.ts';
import type { DeskTables } from './schema/desk.ts';
import type { BulletinTables } from './schema/bulletins.ts';
import type { DirectoryTables } from './schema/directory.ts';
import type { InstructingTables } from './schema/instructing.ts';
import type { PeopleTables } from './schema/people.ts';
import type { HandDownTables } from './schema/hand-down.ts';
import type { RetentionTables } from './schema/retention.ts';
import type { PictureTables } from './schema/pictures.ts';
import type { ReplyTables } from './schema/replies.ts';
import type { TakeDownTables } from './schema/take-downs.ts';
import type { SupervisionTables } from './schema/supervision.ts';
import { watchWrites } from './watch-writes.ts';

/** Every table that the app role works with. */
export interface DB
  extends
    DirectoryTables,
    BoardTables,
    HandDownTables,
    PictureTables,
    PeopleTables,
    ReplyTables,
    RetentionTables,
    SupervisionTables,
    TakeDownTables,
    InstructingTables,
    DeskTables,
    BulletinTables {}
export type Db = Kysely<DB>;

interface Store {
  appPool: pg.Pool;
  privatePool: pg.Pool | undefined;
  retentionPool: pg.Pool | undefined;
  replica: Replica<DB> | undefined;
  app: Db;
  shortReads: Db;
  keys: Keys | KeyRing;
}

// Identifiers stay below 2^53; a date is a day, not an instant.
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1700, Number);
pg.types.setTypeParser(1082, (day) => day);

const place = Symbol.for('huiyin.store');
const process_ = globalThis as unknown as Record<symbol, Store | undefined>;

/** Addresses and keys with which a process opens the store. */
export interface StoreAddresses {
  app: string;
  private?: string;
  retention?: string;
  /** A streaming replica, for what visitors read. */
  replica?: string | undefined;
  /** The keys, or a ring of them that follows its file. */
  keys: Keys | KeyRing;
  /** Connections of the app pool; 12 by default. */
  connections?: number;
}

/** Opens the pools of this process; the site's bundle finds them through the same global place. */
export function openStore(addresses: StoreAddresses): void {
  const appPool = pool(addresses.app, addresses.connections ?? 12);
  process_[place] = {
    appPool,
    privatePool: addresses.private ? pool(addresses.private, 4) : undefined,
    retentionPool: addresses.retention ? pool(addresses.retention, 1) : undefined,
    replica: addresses.replica
      ? openReplica<DB>(pool(addresses.replica, addresses.connections ?? 12), appPool)
      : undefined,
    app: new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(appPool) }) }),
    shortReads: new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(sharing(appPool)) }) }),
    keys: addresses.keys,
  };
  tellPagesBy(async (moved) => {
    const told = JSON.stringify({ by: ownName(), moved });
    await appPool.query('select pg_notify($1, $2)', [pagesChannel, told]);
  });
}

/** The query builder on the app role. */
export function app(): Db {
  return store().app;
}

/** The same for questions that only read and take few milliseconds: many at a time share two connections. */
export function shortReads(): Db {
  return store().shortReads;
}

/** The replica; undefined where there is none. */
export function replica(): Replica<DB> | undefined {
  return process_[place]?.replica;
}

/** The app role's connections, for the hot statements that are prepared by name. */
export function appPool(): pg.Pool {
  return store().appPool;
}

/** The private role's connections; used by store/people and, for the access log, store/auditing alone. */
export function privatePool(): pg.Pool {
  const { privatePool } = store();
  if (!privatePool) throw new Error('This process was opened without the private role.');
  return privatePool;
}

/** The retention role's connections; undefined where the process has none. */
export function retentionPool(): pg.Pool | undefined {
  return store().retentionPool;
}

/** The keys outside the database. */
export function keys(): Keys {
  const { keys: held } = store();
  return 'current' in held ? held.current() : held;
}

/** The same, read anew: for a key that is not among them. */
export function renewedKeys(): Keys {
  const { keys: held } = store();
  return 'renewed' in held ? held.renewed() : held;
}

/** Closes every pool of this process. */
export async function closeStore(): Promise<void> {
  const open = process_[place];
  process_[place] = undefined;
  if (open) await endTellingPages();
  await Promise.all(
    [open?.appPool, open?.privatePool, open?.retentionPool, open?.replica].map((p) => p?.end()),
  );
}

function store(): Store {
  const open = process_[place];
  if (!open) throw new Error('The store is not open: call openStore first.');
  return open;
}

function pool(connectionString: string, max: number): pg.Pool {
  const made = new pg.Pool({
    connectionString,
    max,
    // What a step writes and its commit go out in one packet.
    pipeline: true,
    // A step takes milliseconds: what takes longer than this is stuck and must not hold its locks.
    options:
      '-c TimeZone=Asia/Shanghai -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000',
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
  });
  // A dropped idle connection is replaced at the next use; without a listener it would end the process.
  made.on('error', () => {});
  // Nor may one that breaks in use, between two statements of a transaction: its next statement fails and says so.
  made.on('connect', (client) => {
    client.on('error', () => {});
    watchWrites(client);
  });
  return made;
}
