import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { reject } from '../../src/server/life/intake/reject.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { withdraw } from '../../src/server/life/intake/withdraw.ts';
import { setStage, type Stage, words } from '../support/story.ts';

/** Marked values that go in by every path and may stand nowhere in plain. */
const marks = {
  phone: '13811112222',
  name: '欧阳金丝雀',
  remark: '请勿在夜间联系金丝雀',
  waiting: '审核前的金丝雀',
  hidden: '被隐去的金丝雀住址',
  private: '不公开的金丝雀',
  reason: '退回理由里的金丝雀',
  followUp: '追问里的金丝雀',
  draft: '未签发的金丝雀草稿',
  withdrawn: '撤回的金丝雀',
};
let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  const { id: leader, officeId } = await stage.leader('广元市委书记');
  const { citizenId, actor } = await stage.citizen(marks.phone);
  const reviewer = await stage.staff('审核员甲', 'reviewer');
  const officer = await stage.staff('经办人赵', 'officer', officeId);
  const write = async (body: string, visibility: 'public' | 'private' = 'public') => {
    const raw = words({
      leader,
      body,
      visibility,
      name: marks.name,
      remark: marks.remark,
      anotherMatter: true,
    });
    return (await submit(raw, { by: { citizenId }, source: 'api', idempotencyKey: null }, stage.start)).code;
  };
  await write(`${marks.waiting},电话${marks.phone}`);
  const redacted = await write(`路灯坏了,我住在${marks.hidden}。`);
  await review(
    redacted,
    { visibility: 'public', redacted: { body: '路灯坏了,我住在【住址已隐去】。' } },
    reviewer,
    stage.start,
  );
  await accept(redacted, officer, stage.start);
  await draftReply(
    redacted,
    { type: 'final', text: marks.draft, unit: '广元市信访局' },
    officer,
    stage.start,
  );
  await followUp(redacted, { type: 'facts', text: marks.followUp }, actor, stage.start);
  const kept = await write(marks.private, 'private');
  await review(kept, { visibility: 'private' }, reviewer, stage.start);
  const rejected = await write('说不清的事');
  await reject(rejected, { code: 'unclear', words: marks.reason }, reviewer, stage.start);
  const back = await write(marks.withdrawn);
  await review(back, { visibility: 'public' }, reviewer, stage.start);
  await withdraw(back, '', actor, stage.start);
});
afterAll(() => stage.close());

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('the wall around personal data', () => {
  test.each([
    'select * from private.words',
    'select * from private.citizens',
    'select * from private.verifications',
    'insert into private.words (message_id, what, ciphertext, at) values (1, $$original$$, $$x$$, now())',
    'update history set role = $$operator$$',
    'delete from history',
    'delete from messages',
    'delete from firings',
    'truncate history',
    'alter table messages disable trigger all',
    'create table public.mine (a integer)',
    'set role huiyin_private',
  ])('the app role may not: %s', async (statement) => {
    await as(stage.urls.appUrl, async (client) => {
      await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner|denied/);
    });
  });

  test('the app role that opens the door by hand still reads nothing', async () => {
    await as(stage.urls.appUrl, async (client) => {
      await client.query(
        `select set_config('huiyin.door', 'open', false), set_config('huiyin.reader', 'me', false)`,
      );
      await expect(client.query('select * from private.words')).rejects.toThrow(/permission denied/);
    });
  });

  test('the private role without a named reader and message sees no row, with them only those', async () => {
    await as(stage.urls.privateUrl, async (client) => {
      expect((await client.query('select * from private.words')).rowCount).toBe(0);
      expect((await client.query('select * from private.citizens')).rowCount).toBe(0);
      await client.query('begin');
      await client.query(
        `select set_config('huiyin.reader', 'test', true), set_config('huiyin.messages', (select min(id)::text from messages), true)`,
      );
      const { rows } = await client.query<{ message_id: number }>(
        'select distinct message_id from private.words',
      );
      expect(rows).toHaveLength(1);
      await client.query('commit');
      expect((await client.query('select * from private.words')).rowCount).toBe(0);
    });
  });

  test('a dump of every table holds none of the marked values', async () => {
    const { searched, found } = await as(stage.urls.backupUrl, search);
    expect(found).toEqual([]);
    expect(searched).toBeGreaterThan(40);
  });
});

// Every row of every table as text, with bytea also tried as text: a plain value in a bytea column is plain.
async function search(client: pg.Client): Promise<{ searched: number; found: string[] }> {
  const tables = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    for (const [what, mark] of Object.entries(marks)) {
      const hex = Buffer.from(mark).toString('hex');
      const hit = await client.query(
        `select 1 from ${name} t where t::text like $1 or t::text like $2 limit 1`,
        [`%${mark}%`, `%${hex}%`],
      );
      if (hit.rowCount) found.push(`${what} in ${name}`);
    }
  }
  return { searched: tables.rows.length, found };
}
