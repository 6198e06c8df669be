import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import type { Got } from '../support/api-stage.ts';
import { app } from '../../src/server/store/db.ts';
import { reviewDesk } from '../../src/server/views/desk/review-desk.ts';
import { reviewWays } from '../../src/server/views/desk/review-ways.ts';

const city = '广元市信访局';
const county = '苍溪县信访局';
const neighbour = '剑阁县信访局';

let stage: ChainStage;
beforeAll(async () => {
  stage = await openChainStage();
});
afterAll(() => stage.close());

const queue = async (token: string): Promise<Got['body']['items']> =>
  (await stage.call('GET', '/api/v1/desk/queue?room=review', { token })).body.items;

/** A message to the county's secretary that the county gave back. */
async function givenBack(words = '这座桥在剑阁。', code = 'other-place') {
  const made = await stage.published({ to: '苍溪县委书记' });
  const { officer } = await stage.people(county);
  const back = await stage.step(made.code, 'transfer-return', officer, { code, words });
  expect(back.status).toBe(200);
  return made.code;
}

async function actorNamed(name: string) {
  const { id } = await app()
    .selectFrom('staff')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  const duties = [{ role: 'reviewer' as const, officeId: null, postId: null }];
  return { kind: 'staff' as const, staffId: id, name, duties };
}

describe('A message that an office gave back', () => {
  test('stands on top of the review queue, with who returned it, under which code and with which words', async () => {
    const { code: waiting } = await stage.sent({ to: '绵阳市委书记' });
    const code = await givenBack();
    const items = await queue(await stage.reviewer());
    expect(items.map((each) => [each.code, each['what']])).toEqual([
      [code, 'returned'],
      [waiting, 'message'],
    ]);
    expect(items[0]).toMatchObject({
      returned: { by: county, code: 'other-place', words: '这座桥在剑阁。' },
      dueAt: (await stage.row(code)).dueAt?.toISOString(),
      lockedBy: null,
    });
    expect(items[1]?.['returned']).toBeNull();
  });

  test('an emergency at the door comes before it; what is due first comes first among those given back', async () => {
    const token = await stage.reviewer();
    const [first] = await queue(token);
    stage.later(60);
    const second = await givenBack();
    const { code: pressing } = await stage.sent({ to: '绵阳市委书记', urgency: 'emergency' });
    const codes = (await queue(token)).map((each) => each.code);
    expect(codes.slice(0, 3)).toEqual([pressing, first?.code, second]);
  });

  test('the desk shows it in a cut of its own, counts it, and proposes the office that its words name or its place speaks of', async () => {
    const code = await givenBack('应由剑阁县信访局答复。', 'other-unit');
    await stage.reviewer();
    const lin = await actorNamed('审核员林');
    const ask = { tab: 'returned', order: 'due', limit: 50, offset: 0 } as const;
    const desk = await reviewDesk(app(), lin, ask, stage.now());
    expect(desk.items.every((each) => each.what === 'returned')).toBe(true);
    expect(desk.counts.returned).toBe(desk.items.length);
    const { returned } = await reviewWays(app(), code, lin);
    expect(returned?.proposed[0]).toMatchObject({ name: neighbour, named: true });
    expect(returned?.proposed.map(({ name }) => name)).not.toContain(county);
    expect(returned?.transfers).toMatchObject([
      {
        to: { name: county },
        state: 'returned',
        returned: { code: 'other-unit', words: '应由剑阁县信访局答复。' },
      },
    ]);
  });

  test('beyond the power of the county, its city is proposed first', async () => {
    const code = await givenBack('县里定不了。', 'above-power');
    const { returned } = await reviewWays(app(), code, await actorNamed('审核员林'));
    expect(returned?.proposed[0]).toMatchObject({ name: city, above: true });
  });

  test('handed on it leaves the queue; a second reviewer cannot take it away again and learns who did what', async () => {
    const code = await givenBack();
    const lin = await stage.reviewer();
    const mo = (await stage.employed('审核员莫', 'reviewer')).token;
    const to = async (name: string) => ({
      office: await stage.office(name),
      words: '桥在剑阁。',
      onlyReturned: true,
    });
    expect((await stage.step(code, 'transfers', lin, await to(neighbour))).status).toBe(200);
    expect((await queue(lin)).map((each) => each.code)).not.toContain(code);
    const late = await stage.step(code, 'transfers', mo, await to(city));
    expect(late.body).toMatchObject({
      status: 409,
      code: 'taken-by-other',
      who: '审核员林',
      step: 'transfer-on',
    });
    const same = await stage.step(code, 'transfers', mo, await to(neighbour));
    expect(same.body).toMatchObject({ status: 409, code: 'taken-by-other' });
    expect(await stage.row(code)).toMatchObject({ next: 'accept', answerable: neighbour });
    const { body } = await stage.call('GET', `/api/v1/desk/messages/${code}`, { token: mo });
    expect([body['original'], (body['history'] as { step: string }[]).map((each) => each.step)]).toEqual([
      null,
      ['publish', 'transfer-on'],
    ]);
  });

  test('whoever declared a conflict does not find it in the queue', async () => {
    const code = await givenBack();
    const { token } = await stage.employed('审核员安', 'reviewer');
    expect((await queue(token)).map((each) => each.code)).toContain(code);
    const declared = await stage.step(code, 'conflict', token, { words: '我的亲戚。' });
    expect(declared.status).toBeLessThan(300);
    expect((await queue(token)).map((each) => each.code)).not.toContain(code);
  });
});

test('A reviewer puts a message on the fast track, before the verdict and after a return', async () => {
  const token = await stage.reviewer();
  const { code: fresh } = await stage.sent({ to: '绵阳市委书记' });
  const lin = await actorNamed('审核员林');
  expect((await reviewWays(app(), fresh, lin)).fastTrack).toBe(true);
  expect((await stage.step(fresh, 'fast-track', token)).status).toBe(200);
  expect((await reviewWays(app(), fresh, lin)).fastTrack).toBe(false);
  const code = await givenBack();
  expect((await reviewWays(app(), code, lin)).fastTrack).toBe(true);
  expect((await stage.step(code, 'fast-track', token)).status).toBe(200);
  expect(await stage.breaches()).toEqual([]);
});
