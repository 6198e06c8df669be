import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fire } from '../../src/server/after/rounds/start-rounds.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { afterWork } from '../support/after-work.ts';
import { watched, type Watched } from '../support/watched.ts';

interface Tally {
  key: string;
  name: string | null;
  late: number;
  today: number;
  risk: number;
  open: number;
}
interface Wall {
  post: { id: number };
  sum: Tally & { dossiers: number; answeredToday: number };
  places: Tally[];
  units: (Tally & { id: number })[];
}

let stage: ApiStage;
let at: Watched;
beforeAll(async () => {
  stage = await openApiStage();
  at = await watched(stage);
  // Monday the 9th. Consultations are due on Wednesday 24:00, help in ten working days.
  const [slow, quick] = [{ kind: 'help' }, { kind: 'consultation' }];
  await at.transferred('广元市委书记', quick);
  await at.transferred('广元市委书记', slow);
  await at.transferred('成都市委书记', quick);
  await at.transferred('四川省委书记', quick);
  await at.transferred('利州区委书记', { ...quick, topic: 194 });
  await at.written();
});
afterAll(() => stage.close());

const wall = async (token: string, query = '') =>
  (await stage.call('GET', `/api/v1/desk/wall${query}`, { token })).body as unknown as Wall;
const list = async (token: string, query: string) =>
  (await stage.call('GET', `/api/v1/desk/wall/messages${query}`, { token })).body;
const figures = ({ late, today, risk, open }: Tally) => ({ late, today, risk, open });

/** The worker looks at the clocks, as it does every second. */
async function clocks(): Promise<void> {
  while ((await fire(stage.now())) !== 'nothing');
  await afterWork(stage).settle(stage.now());
}

describe('The wall of a province', () => {
  test('on the first day nothing is due; it counts what is below the office, not its own', async () => {
    const seen = await wall(at.song);
    expect(seen.post.id).toBe(at.province);
    expect(figures(seen.sum)).toEqual({ late: 0, today: 0, risk: 0, open: 4 });
    expect(seen.places.map(({ name, open }) => [name, open])).toEqual([
      ['广元市', 3],
      ['成都市', 1],
    ]);
  });

  test('on the last day four fifths are used and it is due: today, and nothing else', async () => {
    at.moveTo('2026-11-11T15:00:00');
    await clocks();
    const seen = await wall(at.song);
    expect(figures(seen.sum)).toEqual({ late: 0, today: 3, risk: 0, open: 4 });
  });

  test('past midnight it is late, at the unit that holds it; the sums are those of the rows', async () => {
    at.moveTo('2026-11-12T08:00:00');
    await clocks();
    const seen = await wall(at.song);
    expect(figures(seen.sum)).toEqual({ late: 3, today: 0, risk: 0, open: 4 });
    for (const of of ['late', 'today', 'risk', 'open'] as const)
      expect(seen.places.reduce((n, place) => n + place[of], 0)).toBe(seen.sum[of]);
    expect(seen.units.reduce((n, unit) => n + unit.late, 0)).toBe(3);
  });

  test('help is at risk four fifths through its ten days', async () => {
    at.moveTo('2026-11-21T10:00:00');
    await clocks();
    expect(figures((await wall(at.song)).sum)).toEqual({ late: 3, today: 0, risk: 1, open: 4 });
    expect((await list(at.song, '?mark=risk')).items).toMatchObject([{ kind: 'help', mark: 'risk' }]);
  });

  test('each figure leads to its messages, with how often they were urged', async () => {
    const late = await list(at.song, '?mark=late');
    expect(late['total']).toBe(3);
    expect(late.items[0]).toMatchObject({ mark: 'late', urges: 1, mayUrge: true });
    const [guangyuan] = (await wall(at.song)).places;
    const place = await list(at.song, `?mark=late&place=${guangyuan?.key}`);
    expect([place['place'], place['total']]).toEqual(['广元市', 2]);
  });

  test('cut down by topic, kind and urgency, figures and list agree', async () => {
    for (const query of ['?kind=help', '?topic=194', '?urgency=urgent', '?kind=consultation&topic=194']) {
      const seen = await wall(at.song, query);
      expect((await list(at.song, query))['total']).toBe(seen.sum.open);
    }
    expect((await wall(at.song, '?kind=help')).sum.open).toBe(1);
    expect((await wall(at.song, '?topic=194')).sum.open).toBe(1);
    expect((await wall(at.song, '?urgency=urgent')).sum.open).toBe(0);
  });
});

describe('Who watches what', () => {
  test('the platform watches the provinces, a city its counties, an office beside nothing of theirs', async () => {
    const top = await wall(at.platform);
    expect(top.sum.open).toBe(5);
    expect(top.places).toMatchObject([{ name: '四川省', open: 5 }]);
    const city = await wall(at.guangyuanOnly);
    expect(city.places).toMatchObject([{ name: '利州区', open: 1 }]);
    expect((await wall(at.stranger)).sum.open).toBe(0);
    expect((await list(at.stranger, '')).items).toEqual([]);
  });

  test('nobody watches from an office that is not theirs; reviewers and visitors not at all', async () => {
    const other = await stage.call('GET', `/api/v1/desk/wall?office=${at.province}`, { token: at.stranger });
    expect(other.status).toBe(403);
    const { token } = await stage.employed('审核员乙', 'reviewer');
    expect((await stage.call('GET', '/api/v1/desk/wall', { token })).status).toBe(403);
    expect((await stage.call('GET', '/api/v1/desk/wall')).status).toBe(401);
  });
});

describe('Load', () => {
  const load = async (token: string) =>
    (await stage.call('GET', '/api/v1/desk/load', { token })).body as unknown as {
      offices: { name: string; open: number; late: number; thisWeek: number }[];
      people: { name: string; open: number; thisWeek: number }[] | null;
    };

  test('the province sees who below has most; people are for the head of their own office', async () => {
    const seen = await load(at.song);
    expect(seen.people).toBeNull();
    expect(seen.offices.reduce((n, office) => n + office.open, 0)).toBe((await wall(at.song)).sum.open);
    const code = await at.transferred();
    await at.answer(code);
    const head = await stage.employed('李主任', 'head', at.city);
    await stage.call('POST', '/api/v1/desk/charges', {
      token: head.token,
      body: { codes: [code], staff: at.officer.staffId },
    });
    const { people } = await load(head.token);
    expect(people).toContainEqual(expect.objectContaining({ name: '周办', open: 1, thisWeek: 1 }));
    expect(people?.map(({ name }) => name)).not.toContain('宋督查');
    const guangyuan = (await load(at.song)).offices.find(({ name }) => name.startsWith('广元市'));
    expect(guangyuan).toMatchObject({ thisWeek: 1 });
  });
});
