import { expect, test, vi } from 'vitest';
import { together } from '../../src/server/store/together.ts';

/** Doubles numbers and notes which came together; a negative one is refused by the data's own error. */
function doubling() {
  const runs: number[][] = [];
  const double = together(async (all: readonly number[]) => {
    runs.push([...all]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (all.includes(-1)) throw Object.assign(new Error('refused'), { code: '23505' });
    if (all.includes(-2)) throw Object.assign(new Error('away'), { code: '57P01' });
    return all.map((n) => n * 2);
  });
  return { runs, double };
}

test('who comes alone is answered alone', async () => {
  const { runs, double } = doubling();
  expect(await double(4)).toBe(8);
  expect(runs).toEqual([[4]]);
});

test('those who come at once go together, and each gets the own answer', async () => {
  const { runs, double } = doubling();
  const asked = Array.from({ length: 40 }, (_, i) => i);
  expect(await Promise.all(asked.map(double))).toEqual(asked.map((n) => n * 2));
  expect(runs.flat()).toEqual(asked);
  expect(runs).toHaveLength(5);
});

test('one that is refused fails alone; the others come through', async () => {
  const { double } = doubling();
  const settled = await Promise.allSettled([1, -1, 3].map(double));
  expect(settled.map((s) => (s.status === 'fulfilled' ? s.value : (s.reason as Error).message))).toEqual([
    2,
    'refused',
    6,
  ]);
});

test('when the database is away nothing is tried again: what was sent may have been kept', async () => {
  const { runs, double } = doubling();
  const settled = await Promise.allSettled([1, -2, 3].map(double));
  expect(settled.map((s) => s.status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(runs).toEqual([[1, -2, 3]]);
  expect(await double(5)).toBe(10);
});

test('beside a run that has just begun goes a full one alone; one that takes long keeps nobody waiting', async () => {
  vi.useFakeTimers();
  const runs: number[][] = [];
  const ask = together(async (all: readonly number[]) => {
    runs.push([...all]);
    await new Promise((resolve) => setTimeout(resolve, all.includes(0) ? 500 : 5));
    return all;
  });
  const turn = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
  const all = [ask(0)];
  await turn();
  all.push(ask(1), ask(2));
  await turn();
  expect(runs).toEqual([[0]]);
  all.push(...[3, 4, 5, 6, 7, 8].map(ask));
  await turn();
  expect(runs).toEqual([[0], [1, 2, 3, 4, 5, 6, 7, 8]]);
  await turn(5);
  all.push(ask(9));
  await turn(44);
  expect(runs).toHaveLength(2);
  // The first one is fifty milliseconds old.
  await turn(1);
  expect(runs[2]).toEqual([9]);
  await turn(5);
  all.push(ask(10));
  await turn();
  expect(runs[3]).toEqual([10]);
  await turn(500);
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  vi.useRealTimers();
});
