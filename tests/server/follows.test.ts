import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { drawUpDigests } from '../../src/server/after/follows/tell-digests.ts';
import { anonymiseCitizen } from '../../src/server/life/account/anonymise-citizen.ts';
import { withdraw } from '../../src/server/life/intake/withdraw.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { joinAccounts } from '../../src/server/store/citizens/join.ts';
import { app } from '../../src/server/store/db.ts';
import { tellNextDigests } from '../../src/server/store/follows/digests.ts';
import { tellNextFollowers } from '../../src/server/store/follows/tell-followers.ts';
import { inTransaction } from '../../src/server/store/tx.ts';
import { everythingOf } from '../../src/server/views/mine/export/everything-of.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { verified } from '../support/verified.ts';

let stage: ApiStage;
let work: AfterWork;
let phones = 0;

beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
  work = afterWork(stage);
});
afterEach(async () => {
  await work.settle(stage.now());
  expect(await verified(stage)).toEqual([]);
});
afterAll(() => stage.close());

async function shown() {
  const message = await written(stage, { anotherMatter: true }, stage.now());
  await review(message.code, { visibility: 'public' }, await stage.staff('审核员', 'reviewer'), stage.now());
  await work.settle(stage.now());
  return message;
}
const neighbour = () => stage.citizen(`135${String(40_000_000 + phones++)}`, stage.now());
const put = (path: string, token: string) => stage.call('PUT', `/api/v1/${path}/follow`, { token });
const stop = (path: string, token: string) => stage.call('DELETE', `/api/v1/${path}/follow`, { token });
const notices = async (token: string) =>
  (await stage.call('GET', '/api/v1/mine/notices', { token })).body.items;
const whatOf = async (token: string) => (await notices(token)).map((notice) => notice['what']);

test('Each public step is told to who follows, once, with why it came; nothing after they stopped', async () => {
  const { code, officeId, author } = await shown();
  const [ma, bai] = [await neighbour(), await neighbour()];
  expect((await put(`messages/${code}`, ma.token)).body).toEqual({ following: true });
  expect((await put(`messages/${code}`, ma.token)).body).toEqual({ following: true });
  await put(`messages/${code}`, bai.token);
  const officer = await stage.staff('赵明', 'officer', officeId);
  stage.later(5);
  await accept(code, officer, stage.now());
  await work.settle(stage.now());
  const [told] = await notices(ma.token);
  expect(told).toMatchObject({ what: 'news-accepted', code, fresh: null });
  expect(told?.['follow']).toMatchObject({ what: 'message', at: code, name: '乡道桥面塌陷,娃娃上学要绕行' });
  expect((await stop(`messages/${code}`, bai.token)).body).toEqual({ following: false });
  stage.later(5);
  await withdraw(code, '', author, stage.now());
  await work.settle(stage.now());
  expect(await whatOf(ma.token)).toEqual(['news-gone', 'news-accepted']);
  expect(await whatOf(bai.token)).toEqual(['news-accepted']);
  // What is no longer shown has no words left, in old notices neither, and still can be stopped.
  expect((await notices(ma.token)).map((n) => (n['follow'] as { name: unknown }).name)).toEqual([null, null]);
  const list = await stage.call('GET', '/api/v1/mine/follows', { token: ma.token });
  expect(list.body.items).toMatchObject([{ what: 'message', at: code, name: null }]);
  expect((await stop(`messages/${code}`, ma.token)).status).toBe(200);
  expect((await put(`messages/${code}`, bai.token)).status).toBe(404);
  expect(
    await rowsOf("select from deliveries d join notices n on n.id = d.notice_id where n.what like 'news-%'"),
  ).toEqual([]);
});

test('An author who follows their own message is told once, as its author', async () => {
  const { code, officeId, phone, citizenId } = await shown();
  const { token } = await stage.citizen(phone, stage.now());
  await put(`messages/${code}`, token);
  await accept(code, await stage.staff('赵明', 'officer', officeId), stage.now());
  await work.settle(stage.now());
  const told = await rowsOf<{ what: string }>(
    "select what from notices where citizen_id = $1 and what like '%accepted'",
    [citizenId],
  );
  expect(told).toEqual([{ what: 'accepted' }]);
});

test('Two workers on the same batch, and one that does it again after a crash, tell each follower once; who came later is not told', async () => {
  const { id, code } = await shown();
  const people = await Promise.all(Array.from({ length: 7 }, neighbour));
  for (const { token } of people) await put(`messages/${code}`, token);
  const happened = { message: id, news: 'news-progress', cause: `${id}:99`, at: stage.now() } as const;
  stage.later(1);
  const late = await neighbour();
  await put(`messages/${code}`, late.token);
  const batch = () => tellNextFollowers(happened, { after: 0, most: 3, now: stage.now() });
  const together = await Promise.all([batch(), batch()]);
  expect(together.reduce((a, b) => a + b)).toBe(3);
  expect(await batch()).toBe(0);
  // The jobs that were left lead on to everybody else, however many there are of the same.
  await work.settle(stage.now());
  for (const { token } of people) expect(await whatOf(token)).toEqual(['news-progress']);
  expect(await whatOf(late.token)).toEqual([]);
});

test('A leader, a place and a topic are told of once a day, in one line each, and only where something is new', async () => {
  const { token } = await neighbour();
  const { id: leader } = await stage.leader('广元市委书记');
  const { id: other } = await stage.leader('成都市委书记');
  for (const path of [
    `leaders/${leader}`,
    'regions/510000',
    'regions/510800',
    'topics/197',
    `leaders/${other}`,
  ])
    expect((await put(path, token)).status).toBe(200);
  expect((await put('regions/990000', token)).status).toBe(404);
  const first = await shown();
  await shown();
  await rowsOf('update messages set answered_at = published_at where id = $1', [first.id]);
  await work.settle(stage.now());
  expect(await drawUpDigests(new Date('2026-11-10T07:59:00+08:00'))).toBe(0);
  const eight = new Date('2026-11-10T08:00:00+08:00');
  await Promise.all([drawUpDigests(eight), drawUpDigests(eight)]);
  await work.settle(eight);
  expect(await drawUpDigests(new Date('2026-11-10T09:00:00+08:00'))).toBe(0);
  await Promise.all([0, 0].map(() => tellNextDigests('2026-11-10', { after: 0, most: 2, now: eight })));
  await work.settle(eight);
  const digests = (await notices(token)).filter((notice) => notice['what'] === 'digest');
  const [{ n } = { n: 0 }] = await rowsOf<{ n: number }>(
    `select count(*)::integer as n from messages where publication = 'public' and published_at < $1`,
    [eight],
  );
  expect(digests.map((digest) => (digest['follow'] as { at: string }).at).toSorted()).toEqual(
    [String(leader), '510000', '510800', '197'].toSorted(),
  );
  for (const digest of digests) expect(digest['fresh']).toEqual({ messages: n, answers: 1 });
  await rowsOf('update messages set answered_at = null where id = $1', [first.id]);
});

test('Joined accounts follow a thing once; a closed one follows nothing; the own file says what one follows', async () => {
  const { code } = await shown();
  const [from, into] = [await neighbour(), await neighbour()];
  for (const { token } of [from, into]) await put('topics/197', token);
  await put(`messages/${code}`, from.token);
  await inTransaction(null, (tx) =>
    joinAccounts(tx, { from: from.citizenId, into: into.citizenId }, stage.now()),
  );
  const file = await everythingOf(app(), into.citizenId);
  expect(file?.follows.map(({ what }) => what).toSorted()).toEqual(['message', 'topic']);
  await anonymiseCitizen(into.citizenId, stage.now());
  expect(
    await rowsOf('select from follows where citizen_id in ($1, $2)', [from.citizenId, into.citizenId]),
  ).toEqual([]);
});

test('Nobody follows more than can be told', async () => {
  const { token, citizenId } = await neighbour();
  await rowsOf(
    `insert into follows (citizen_id, what, ref, made_at) select $1, 'region', 990000 + n, $2 from generate_series(1, 30) n`,
    [citizenId, stage.now()],
  );
  expect((await put('topics/197', token)).body).toMatchObject({ code: 'too-many-follows', status: 409 });
  const { code } = await shown();
  expect((await put(`messages/${code}`, token)).status).toBe(200);
  const officer = await stage.employed('赵明', 'operator');
  expect((await put('topics/197', officer.token)).status).toBe(403);
  await rowsOf('delete from follows where ref > 990000');
});
