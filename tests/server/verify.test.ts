import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { reject } from '../../src/server/life/intake/reject.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { keys } from '../../src/server/store/db.ts';
import type { Finding } from '../../src/server/store/operate/verify/check.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { setStage, type Stage, words } from '../support/story.ts';

let stage: Stage;
const codes: string[] = [];

beforeAll(async () => {
  stage = await setStage();
  const { id } = await stage.leader('广元市委书记');
  const reviewer = await stage.staff('审核员甲', 'reviewer');
  for (let i = 0; i < 4; i += 1) {
    const luo = await stage.citizen(`1380013800${i}`);
    const { code } = await submit(
      words({ leader: id, body: '桥塌了,我的电话13800138000,请修。' }),
      { by: { citizenId: luo.citizenId }, source: 'api', idempotencyKey: null },
      stage.start,
    );
    codes.push(code);
    if (i === 0)
      await review(
        code,
        { visibility: 'public', redacted: { body: '桥塌了,我的电话〔隐去〕,请修。' } },
        reviewer,
        stage.start,
      );
    if (i === 0) await followUp(code, { type: 'facts', text: '今天又塌了一块。' }, luo.actor, stage.start);
    if (i === 1) await review(code, { visibility: 'private' }, reviewer, stage.start);
    if (i === 2) await reject(code, { code: 'unclear', words: '请写明桥的位置。' }, reviewer, stage.start);
  }
});
afterAll(() => stage.close());

async function breaches(): Promise<Finding[]> {
  const found: Finding[] = [];
  await verify(stage.urls.backupUrl, keys(), (f) => found.push(f));
  return found.filter((f) => f.breaches.length > 0);
}

/** Does harm as the owner of the tables, looks, and makes it good again. */
async function harmed(harm: string, repair: string): Promise<Finding[]> {
  const owner = new pg.Client({ connectionString: stage.urls.ownerUrl });
  await owner.connect();
  try {
    await owner.query(harm);
    return await breaches();
  } finally {
    await owner.query(repair);
    await owner.end();
  }
}

test('a board on which everything was done by steps holds', async () => {
  expect(await breaches()).toEqual([]);
});

test('a message whose promise clock was stopped by hand is found', async () => {
  const clock = `promise and message_id = (select id from messages where code = '${codes[3]}')`;
  const found = await harmed(
    `update clocks set stopped_at = now(), next_at = null where ${clock}`,
    `update clocks set stopped_at = null, next_at = due_at where ${clock}`,
  );
  expect(found.map((f) => f.name)).toEqual([
    'an open message has exactly one running promise clock, due when the citizen was told',
  ]);
});

test('a history row that was changed breaks its chain', async () => {
  const found = await harmed(
    `update history set role = 'operator' where seq = 2 and step = 'publish'`,
    `update history set role = 'reviewer' where seq = 2 and step = 'publish'`,
  );
  expect(found[0]?.breaches[0]).toMatch(/the chain breaks at row 2 \(publish\)/);
});

test('a state changed without a step is found by history, and by the counts', async () => {
  const found = await harmed(
    `update messages set handling = 'in-progress', next_step = 'answer' where code = '${codes[0]}'`,
    `update messages set handling = 'waiting', next_step = 'accept' where code = '${codes[0]}'`,
  );
  expect(found.map((f) => f.name)).toEqual([
    'whoever has to accept, transfer or rule is on a clock of their own',
    'each message’s history is whole: no row missing, its chain unbroken, its lives as told',
    'counts equal a recount, by place, post, topic, kind, source, office and month',
  ]);
});

test('a phone that a reviewer took out and that stands in a reply is found', async () => {
  const found = await harmed(
    `insert into replies (id, message_id, type, state, office_id, unit_name, text, drafted_at) select -1, id, 'interim', 'published', answerable_id, 'x', '请拨打13800138000', now() from messages where code = '${codes[0]}'`,
    'delete from replies where id = -1',
  );
  expect(found.map((f) => f.name)).toEqual(['no public view holds redacted or private text']);
});

test('a lost row at the end of a history is found', async () => {
  const found = await harmed(
    `create table kept as select * from history where step = 'reject'; delete from history where step = 'reject'`,
    'insert into history select * from kept; drop table kept',
  );
  expect(found[0]?.breaches[0]).toMatch(/2 rows expected, 1 found/);
});
