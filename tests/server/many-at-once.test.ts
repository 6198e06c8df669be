import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { watched, type Watched } from '../support/watched.ts';

let stage: ApiStage;
let at: Watched;
beforeAll(async () => {
  stage = await openApiStage();
  at = await watched(stage);
});
afterAll(() => stage.close());

const post = (path: string, token: string, body: object) => stage.call('POST', path, { token, body });
const queue = async (token: string, query: string) =>
  (await stage.call('GET', `/api/v1/desk/queue?room=office&${query}`, { token })).body;

describe('Several messages at once', () => {
  test('Zhao accepts four; what is not hers or accepted already is named, the rest is done', async () => {
    const [one, two] = [await at.transferred(), await at.transferred()];
    const done = await at.accepted();
    const elsewhere = await at.transferred('成都市委书记');
    const { body } = await post('/api/v1/desk/acceptances', at.zhao, { codes: [one, two, done, elsewhere] });
    expect(body['results']).toMatchObject([
      { code: one, done: true },
      { code: two, done: true },
      { code: done, done: false, refusal: 'taken-by-other' },
      { code: elsewhere, done: false, refusal: 'not-allowed' },
    ]);
  });

  test('they are given to Zhou, who finds them as his; undone, they are nobody’s again', async () => {
    const codes = [await at.accepted(), await at.accepted()];
    const { staffId } = at.officer;
    const put = await post('/api/v1/desk/charges', at.zhao, { codes, staff: staffId });
    expect(put.body['results']).toMatchObject(codes.map((code) => ({ code, done: true })));
    const mine = async () =>
      (
        await rowsOf<{ code: string }>(
          `select m.code from charges c join messages m on m.id = c.message_id where c.ended_at is null and c.staff_id = $1 order by m.id`,
          [staffId],
        )
      ).map(({ code }) => code);
    expect(await mine()).toEqual(codes);
    await post('/api/v1/desk/charges', at.zhao, { codes, staff: null });
    expect(await mine()).toEqual([]);
  });

  test('nobody is put in charge who does not work at the office', async () => {
    const code = await at.accepted();
    const outsider = await stage.employed('外人乙', 'officer', at.province);
    const { body } = await post('/api/v1/desk/charges', at.zhao, { codes: [code], staff: outsider.id });
    expect(body['results']).toMatchObject([{ code, done: false, refusal: 'invalid' }]);
  });
});

describe('The queue cut down', () => {
  test('by kind, topic, urgency, region, due, words of the title and what is one’s own', async () => {
    const leader = '南充市委书记';
    const { officeId } = await stage.leader(leader);
    const worker = await stage.employed('吴办', 'officer', officeId);
    const bridge = await at.transferred(leader, { title: '桥面塌了', kind: 'help' });
    const bus = await at.transferred(leader, { title: '公交100%停运_了', kind: 'consultation' });
    const count = async (query: string) => (await queue(worker.token, query)).items.map(({ code }) => code);
    expect(await count('kind=help')).toEqual([bridge]);
    expect(await count('kind=thanks')).toEqual([]);
    expect(await count(`q=${encodeURIComponent('公交')}`)).toEqual([bus]);
    expect(await count(`q=${encodeURIComponent('%停运_')}`)).toEqual([bus]);
    expect(await count(`q=${encodeURIComponent('___')}`)).toEqual([]);
    expect((await count('region=510000')).sort()).toEqual([bridge, bus].sort());
    expect(await count('region=510800')).toEqual([]);
    expect(await count('due=week')).toEqual([bus]);
    expect(await count('mine=true')).toEqual([]);
    await post('/api/v1/desk/charges', worker.token, { codes: [bus], staff: worker.id });
    expect(await count('mine=true')).toEqual([bus]);
    const all = await queue(worker.token, 'kind=help');
    expect(all['counts']).toMatchObject({ all: 1 });
  });
});

describe('Kept filters', () => {
  test('one’s own by name, shared with the office, written over and dropped', async () => {
    const keep = (token: string, body: object) => post('/api/v1/desk/filters', token, body);
    const list = async (token: string) =>
      (await stage.call('GET', '/api/v1/desk/filters', { token })).body.items;
    expect((await keep(at.zhao, { name: '急件', query: 'urgency=urgent', office: null })).status).toBe(204);
    expect((await keep(at.zhao, { name: '求助', query: 'kind=help', office: at.city })).status).toBe(204);
    const colleague = await stage.employed('同事', 'officer', at.city);
    expect(await list(colleague.token)).toMatchObject([{ name: '求助', own: false, sharedBy: '赵敏' }]);
    expect(await list(at.stranger)).toEqual([]);
    await keep(at.zhao, { name: '急件', query: 'urgency=emergency', office: null });
    const mine = await list(at.zhao);
    expect(mine).toHaveLength(2);
    expect(mine).toContainEqual(expect.objectContaining({ name: '急件', query: 'urgency=emergency' }));
    expect((await keep(at.zhao, { name: 'x', query: 'kind=help', office: at.province })).status).toBe(403);
    const shared = mine.find(({ name }) => name === '求助');
    const path = `/api/v1/desk/filters/${shared?.id}`;
    expect((await stage.call('DELETE', path, { token: colleague.token })).status).toBe(404);
    expect((await stage.call('DELETE', path, { token: at.zhao })).status).toBe(204);
    expect(await list(colleague.token)).toEqual([]);
  });
});
