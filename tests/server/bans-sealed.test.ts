import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { seal } from '../../src/server/after/seal.ts';
import { decideBan } from '../../src/server/life/banning/decide-ban.ts';
import { proposeBan } from '../../src/server/life/banning/propose-ban.ts';
import { decideDeletion } from '../../src/server/life/retention/decide-deletion.ts';
import { orderDeletion } from '../../src/server/life/retention/order-deletion.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { harmed, ruler } from '../support/harming.ts';
import { breaches } from '../support/instructing-stage.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let work: AfterWork;
let admin: pg.Client;
let [lin, mo]: Actor[] = [];
let bans: number[];

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  admin = await ruler(stage.urls.ownerUrl);
  [lin, mo] = [await stage.staff('林审', 'reviewer'), await stage.staff('莫审', 'reviewer')];
  bans = [];
  for (let n = 0; n < 3; n += 1) {
    const { code } = await written(stage);
    const given = { code: 'insults', days: 30, words: '同一段辱骂发了十二次。' };
    const { id } = await proposeBan(code, given, lin as Actor, stage.start);
    if (n < 2) await decideBan(id, true, mo as Actor, stage.start);
    bans.push(id);
  }
  await sealed();
});
afterAll(async () => {
  await admin?.end();
  await stage?.close();
});

async function sealed(): Promise<void> {
  const left =
    'select from sealed_rows where (written_in, message, seq) > (select to_written, to_message, to_seq from seals order by id desc limit 1)';
  for (let tries = 0; tries < 400; tries += 1) {
    await seal(stage.start);
    if ((await rowsOf('select from seals')).length > 0 && (await rowsOf(left)).length === 0) return;
    await new Promise((go) => setTimeout(go, 25));
  }
  throw new Error('history was not sealed');
}

/** Makes the chain of a ban fit what its lines say now, as somebody would who knows how it is made. */
const rechain = (id: number) =>
  admin.query(
    `with recursive lines as (
      select seq, sha256(decode(repeat('00', 32), 'hex') || convert_to(ban_line(ban_id, seq, act, staff_id, at, changes), 'UTF8')) as hash
      from ban_history where ban_id = $1 and seq = 1
      union all select h.seq, sha256(l.hash || convert_to(ban_line(h.ban_id, h.seq, h.act, h.staff_id, h.at, h.changes), 'UTF8'))
      from lines l join ban_history h on h.ban_id = $1 and h.seq = l.seq + 1),
    told as (update ban_history h set hash = l.hash from lines l where h.ban_id = $1 and h.seq = l.seq)
    update ban_chains set (seq, hash) = (select seq, hash from lines order by seq desc limit 1) where ban_id = $1`,
    [id],
  );
const found = (harm: () => Promise<unknown>) => harmed(admin, harm, () => breaches(stage));

test('What is done with bans is sealed with messages, and a sealed board holds', async () => {
  expect(await rowsOf('select ban_id, seq, act from ban_history order by ban_id, seq')).toMatchObject([
    ...[
      { seq: 1, act: 'propose' },
      { seq: 2, act: 'confirm' },
    ],
    ...[
      { seq: 1, act: 'propose' },
      { seq: 2, act: 'confirm' },
    ],
    { seq: 1, act: 'propose' },
  ]);
  const counted = await rowsOf<{ n: number }>('select sum(row_count)::integer as n from seals');
  expect(counted).toEqual(await rowsOf('select count(*)::integer as n from sealed_rows'));
  expect(await breaches(stage)).toEqual([]);
});

test('A second name put in the place of the one who confirmed breaks the chain; with the chain made anew the seal shows it', async () => {
  const [ban = 0] = bans;
  const other = () =>
    admin.query('update ban_history set staff_id = 99 where ban_id = $1 and seq = 2', [ban]);
  expect(await found(other)).toContain(`ban ${ban}: the chain breaks at row 2 (confirm)`);
  const known = await found(async () => {
    await other();
    await rechain(ban);
  });
  expect(known).toEqual([expect.stringMatching(`^ban ${ban}: row 2 was changed after it was sealed`)]);
});

test('An end that was cut off, with the ban set back, and a state that nobody brought about are found', async () => {
  const [ban = 0] = bans;
  const cut = await found(async () => {
    await admin.query('delete from ban_history where ban_id = $1 and seq = 2', [ban]);
    await admin.query(
      `update bans set state = 'proposed', decided_by = null, decided_at = null, until_at = null where id = $1`,
      [ban],
    );
    await rechain(ban);
  });
  expect(cut).toEqual([expect.stringMatching(`^ban ${ban}: row 2 was cut off the end of its history`)]);
  const lifted = await found(() =>
    admin.query(
      `update bans set state = 'lifted', lifted_by = $2, lifted_at = now(), lift_proposed_by = $3, lift_proposed_at = now() where id = $1`,
      [ban, ...staffIds()],
    ),
  );
  expect(lifted).toContain(`ban ${ban}: it is lifted, history tells standing`);
});

function staffIds(): number[] {
  return [lin, mo].map((one) => (one?.kind === 'staff' ? one.staffId : 0));
}

test('A ban that is gone with everything of it is found, unless an order of two deleted it after its time', async () => {
  const [ban = 0] = bans;
  const gone = await found(async () => {
    for (const table of ['ban_history', 'ban_chains'])
      await admin.query(`delete from ${table} where ban_id = $1`, [ban]);
    await admin.query('delete from bans where id = $1', [ban]);
  });
  expect(gone).toEqual([
    expect.stringMatching(`^ban number ${ban}: the ban is gone with its history, of which at least row 1`),
    expect.stringMatching(`^ban number ${ban}: the ban is gone with its history, of which at least row 2`),
  ]);
  const [jia, yi] = [await stage.staff('运营甲', 'operator'), await stage.staff('运营乙', 'operator')];
  const later = new Date(stage.start.getTime() + 3 * 366 * 86_400_000);
  await decideDeletion(await orderDeletion(['bans'], jia, later), true, yi, later);
  await work.settle(later);
  expect(await rowsOf('select id from bans')).toEqual([{ id: bans[2] }]);
  expect(await rowsOf('select ban_id from ban_history union select ban_id from ban_chains')).toEqual([
    { ban_id: bans[2] },
  ]);
  const kept = (await breaches(stage)).filter((breach) => breach.includes('ban '));
  expect(kept).toEqual([]);
  // The order alone excuses: without its tombstone both are missed.
  const untold = await found(() => admin.query(`delete from tombstones where rule = 'bans'`));
  expect(untold.filter((breach) => breach.includes('the ban is gone')).length).toBe(4);
});

test('The program chooses neither the place of a line, nor its hash, nor its seal, and changes none', async () => {
  const [, , ban] = bans;
  for (const statement of [
    `insert into ban_history (ban_id, act, at, seq) values (${ban}, 'appeal', now(), 7)`,
    `insert into ban_history (ban_id, act, at, hash) values (${ban}, 'appeal', now(), 'h')`,
    `insert into ban_history (ban_id, act, at, written_in) values (${ban}, 'appeal', now(), 0)`,
    'update ban_history set staff_id = null',
    'delete from ban_history',
    'update ban_chains set seq = 0',
    'delete from ban_chains',
  ])
    await expect(rowsOf(statement), statement).rejects.toThrow(/permission denied/);
});
