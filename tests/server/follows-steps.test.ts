import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsOf } from '../../src/domain/following-news.ts';
import { app } from '../../src/server/store/db.ts';
import { traceOf } from '../../src/server/views/trace.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import { type HappeningName, type Happenings, happeningsOf, leader, office } from '../support/happenings.ts';

let stage: ChainStage;
let work: AfterWork;
let happenings: Happenings;
beforeAll(async () => {
  stage = await openChainStage();
  work = afterWork(stage);
  const { token: mo } = await stage.employed('审核员莫', 'reviewer');
  happenings = happeningsOf({ ...stage, mo });
});
afterAll(() => stage?.close());

/** A neighbour who follows the message from now on. */
async function follower(code: string) {
  const { citizenId, token } = await stage.citizen('13500005001', stage.now());
  expect((await stage.call('PUT', `/api/v1/messages/${code}/follow`, { token })).status).toBe(200);
  return citizenId;
}
const toldTo = async (citizenId: number) =>
  (
    await rowsOf<{ what: string }>(
      'select what from notices where citizen_id = $1 and follow_what is not null order by id',
      [citizenId],
    )
  ).map(({ what }) => what);

test('What followers are told of a message is its public trace, step by step', async () => {
  const life = await stage.published({ to: leader, title: '请修桥面' });
  const { code, author } = life;
  const [row] = await rowsOf<{ id: number }>('select id from messages where code = $1', [code]);
  const id = row?.id as number;
  const from = (await traceOf(app(), id)).length;
  const citizenId = await follower(code);
  const happen = async (what: HappeningName | (() => Promise<{ status: number; body: unknown }>)) => {
    stage.later(1);
    if (typeof what === 'string') await happenings[what](life);
    else {
      const done = await what();
      expect(done.status, JSON.stringify(done.body)).toBeLessThan(300);
    }
    await work.settle(stage.now());
  };
  const { officer } = await stage.people(office);
  const above = await stage.employed('省督办周', 'supervisor', await stage.office('四川省信访局'));
  const write = (type: string, text: string) =>
    stage.call('POST', `/api/v1/messages/${code}/follow-ups`, { token: author, body: { type, text } });
  for (const name of ['return', 'hand on', 'return again', 'rule', 'pause'] as const) await happen(name);
  await happen(() => write('facts', '在村口老槐树旁。'));
  await happen(() => write('facts', '还是没有人来。'));
  let extension = '';
  await happen(async () => {
    const more = { words: '桥梁检测要等雨停。', internal: '检测队排到下周。', on: '2026-11-30' };
    const asked = await stage.step(code, 'extensions', officer, more);
    extension = String(asked.body.id);
    return asked;
  });
  await happen(() => stage.step(code, `extensions/${extension}/grant`, above.token));
  for (const name of [
    'order back',
    'answer',
    'stars',
    'reopen',
    'take down',
    'restore',
    'answer',
    'settle',
  ] as const)
    await happen(name);

  const trace = (await traceOf(app(), id)).slice(from).map(({ step }) => step);
  expect(await toldTo(citizenId)).toEqual(trace.map(newsOf).filter(Boolean));
  expect(new Set(await toldTo(citizenId))).toEqual(
    new Set([
      ...['news-moved', 'news-waiting', 'news-resumed', 'news-written', 'news-extended', 'news-answered'],
      ...['news-reopened', 'news-gone', 'news-restored', 'news-closed'],
    ]),
  );
});

test('Of a message that is kept private nobody is told anything', async () => {
  const life = await stage.sent({ to: leader, title: '请看路灯' });
  await happenings.hide(life);
  await happenings.accept(life);
  expect(
    await rowsOf(
      "select from outbox o join messages m on m.id = (o.payload->>'message')::bigint where m.code = $1 and o.payload ? 'news'",
      [life.code],
    ),
  ).toEqual([]);
});
