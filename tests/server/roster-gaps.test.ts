import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { watchRosters } from '../../src/server/after/watch-rosters.ts';
import { timetable } from '../../src/server/after/tasks.ts';
import { afterWork, rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';

interface Gap {
  office: string;
  queue: string;
  from: string;
  to: string | null;
}

let stage: ApiStage;
let officeId: number;
let sun: { id: number; token: string };
let zhao: { id: number; token: string };
let operator: { id: number; token: string };
const at = (text: string) => new Date(`2026-11-${text}:00+08:00`);

beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
  ({ officeId } = await stage.leader('广元市委书记'));
  sun = await stage.employed('负责人孙', 'head', officeId);
  zhao = await stage.employed('经办人赵', 'officer', officeId);
  operator = await stage.employed('方舟', 'operator');
});
afterAll(() => stage?.close());
beforeEach(async () => {
  await rowsOf(
    'update shifts set taken_back_at = made_at, taken_back_by = made_by where taken_back_at is null',
  );
});

async function watch(from: string, to: string, who = zhao, office = officeId): Promise<void> {
  const values = [office, who.id, at(from), at(to), sun.id];
  await rowsOf(
    `insert into shifts (office_id, queue, staff_id, from_at, to_at, made_by, made_at) values ($1, 'handling', $2, $3, $4, $5, '2026-11-01')`,
    values,
  );
}
async function look(now: string): Promise<number> {
  const told = await watchRosters(at(now));
  await afterWork(stage).settle(at(now));
  return told;
}
async function gapsTold({ token }: { token: string }): Promise<Gap[]> {
  const { body } = await stage.call('GET', '/api/v1/desk/notices?limit=100', { token });
  const items = body.items as unknown as { what: string; office: string; gap: Gap | null }[];
  return items.flatMap(({ what, gap }) => (what === 'roster-gap' && gap ? [gap] : []));
}

test('the head hears of an unwatched night the day before, once, by whichever worker and however often it is looked', async () => {
  for (const [from, to] of [
    ['09T08:00', '10T08:00'],
    ['10T08:00', '10T20:00'],
    ['11T08:00', '11T20:00'],
  ] as const)
    await watch(from, to);
  const both = await Promise.all([watchRosters(at('09T09:17')), watchRosters(at('09T09:17'))]);
  expect(both.reduce((a, b) => a + b)).toBe(1);
  for (const now of ['09T10:17', '09T21:17']) expect(await look(now)).toBe(0);
  expect(await gapsTold(sun)).toEqual([
    {
      office: '广元市信访局',
      queue: 'handling',
      from: at('10T20:00').toISOString(),
      to: at('11T08:00').toISOString(),
    },
  ]);
  expect(await gapsTold(zhao)).toEqual([]);
  expect(await gapsTold(operator)).toEqual([]);
});

test('nobody is told at night; what came to be then is told in the morning', async () => {
  await watch('12T08:00', '12T20:00');
  expect(await look('12T22:17')).toBe(0);
  expect(await look('13T06:59')).toBe(0);
  expect(await look('13T08:17')).toBe(1);
  expect((await gapsTold(sun))[0]).toMatchObject({ from: at('12T20:00').toISOString(), to: null });
});

test('a gap that moves is another; one that is filled is none', async () => {
  await watch('15T08:00', '15T20:00');
  await watch('15T20:00', '17T08:00');
  expect(await look('15T09:17')).toBe(0);
  await rowsOf(`update shifts set taken_back_at = now(), taken_back_by = made_by where from_at = $1`, [
    at('15T20:00'),
  ]);
  await watch('15T20:00', '16T21:00');
  expect(await look('15T10:17')).toBe(1);
  await watch('16T21:00', '17T08:00');
  expect(await look('15T11:17')).toBe(0);
});

test('a watch of somebody who has left is none; where an office has no head, the operators hear at the end', async () => {
  const { officeId: other } = await stage.leader('绵阳市委书记');
  const li = await stage.employed('经办人李', 'officer', other);
  await watch('19T08:00', '19T20:00', li, other);
  await watch('19T20:00', '21T08:00', li, other);
  expect(await look('19T09:17')).toBe(0);
  await rowsOf('update staff_roles set to_at = $2 where staff_id = $1', [li.id, at('19T12:00')]);
  expect(await look('19T13:17')).toBe(0);
  const wu = await stage.employed('经办人吴', 'officer', other);
  await watch('19T08:00', '19T20:00', wu, other);
  expect(await look('19T14:17')).toBe(1);
  expect((await gapsTold(operator))[0]).toMatchObject({
    office: '绵阳市信访局',
    from: at('19T20:00').toISOString(),
  });
});

test('the worker looks every hour', () => expect(timetable).toContain('17 * * * * watch-rosters'));
