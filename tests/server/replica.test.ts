import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app, closeStore, openStore, replica } from '../../src/server/store/db.ts';
import { loadKeys } from '../../src/server/store/keys.ts';
import { atReplica } from '../../src/server/views/at-replica.ts';
import { board, shortReads } from '../../src/server/views/board.ts';
import { canCopyServers, type Pair, startPair } from '../support/standby.ts';
import { throwawayFolder } from '../support/test-server.ts';

if (!canCopyServers)
  process.stdout.write('Left out: reading from a replica needs postgresql-15 of Debian.\n');

let pair: Pair;
beforeAll(async () => {
  if (!canCopyServers) return;
  pair = await startPair();
  openStore({
    app: pair.url('huiyin_app', 'primary'),
    replica: pair.url('huiyin_app', 'standby'),
    keys: loadKeys(path.join(throwawayFolder(), 'keys.json'), true),
  });
}, 60_000);
afterAll(async () => {
  if (!canCopyServers) return;
  await closeStore();
  await pair.close();
});

/** The name that a visitor reads, and whether the replica told it. */
const read = () =>
  atReplica(async () => {
    const { rows } = await sql<{ name: string; standby: boolean }>`
      select name, pg_is_in_recovery() as standby from topics where id = 30001`.execute(board());
    const short = await sql<{ name: string; standby: boolean }>`
      select name, pg_is_in_recovery() as standby from topics where id = 30001`.execute(shortReads());
    expect(short.rows).toEqual(rows);
    return rows[0];
  });
const rename = (name: string) => sql`update topics set name = ${name} where id = 30001`.execute(app());

describe.skipIf(!canCopyServers)('What visitors read from a replica', () => {
  test('comes from there once it holds everything that is committed', async () => {
    await sql`insert into topics (id, name, name_en) values (30001, '一', 'One')`.execute(app());
    let found = await read();
    for (let looks = 0; !found?.standby && looks < 100; looks += 1) {
      await pause(20);
      found = await read();
    }
    expect(found).toEqual({ name: '一', standby: true });
  });

  test('is never older than the last step, while the replica falls behind: then it comes from the database itself', async () => {
    await pair.holdStandby();
    await rename('二');
    const before = replica()?.counts.behind ?? 0;
    expect(await read()).toEqual({ name: '二', standby: false });
    expect(replica()?.counts.behind).toBe(before + 1);
    await pair.letStandby();
    for (let n = 0; n < 50; n += 1) {
      await rename(`名${n}`);
      expect((await read())?.name).toBe(`名${n}`);
    }
  });

  test('whoever is known reads from the database itself, whatever the replica holds', async () => {
    const { rows } = await sql<{ standby: boolean }>`select pg_is_in_recovery() as standby`.execute(board());
    expect(rows[0]?.standby).toBe(false);
  });

  test('goes on when the replica goes, in the middle of reading too, and comes from there again when it is back', async () => {
    const reading = atReplica(async () => {
      await sql`select 1`.execute(board());
      await pair.stopStandby();
      return (await sql<{ name: string }>`select name from topics where id = 30001`.execute(board())).rows[0]
        ?.name;
    });
    expect(await reading).toBe('名49');
    expect(await read()).toEqual({ name: '名49', standby: false });
    await pair.startStandby();
    await pause(2100);
    let found = await read();
    for (let looks = 0; !found?.standby && looks < 100; looks += 1) {
      await pause(50);
      found = await read();
    }
    expect(found).toEqual({ name: '名49', standby: true });
  });
});
