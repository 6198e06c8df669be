import type { Actor } from '../../src/domain/actor.ts';
import { app, appPool } from '../../src/server/store/db.ts';
import { officeQueue } from '../../src/server/views/desk/office-queue.ts';
import { officeTabs } from '../../src/domain/office-tabs.ts';
import { onStirs } from '../../src/server/views/desk/live/stir-hub.ts';
import { reviewQueue } from '../../src/server/views/desk/review-queue.ts';
import type { Row } from '../row.ts';
import type { Stand } from '../stand.ts';

const rowsOnPage = 50;
const rounds = 120;

/**
 * Every page of the desks, against reading as many messages by their keys; each asked in turn with the other, medians.
 * As at work, a desk is open in a browser and hears what moves; nothing moves meanwhile, so that counts are kept ten seconds.
 */
export async function measureQueues(_: Stand, found: (row: Row) => void): Promise<void> {
  const hush = await hearing();
  const { rows } = await appPool().query<{ name: string; office: number; n: number }>(busiest);
  for (const { name, office, n } of rows) {
    const officer = staff('officer', office);
    for (const tab of officeTabs) {
      const ask = { tab, limit: rowsOnPage };
      const { items } = await officeQueue(app(), officer, ask, new Date());
      const read = () => officeQueue(app(), officer, ask, new Date());
      const codes = items.map((item) => item.code);
      found(await compared(`queue of ${name}, ${tab}`, codes, { read, note: `${n} open` }));
    }
  }
  hush();
  await measureReviewQueue(found);
  await measureCounting(rows, found);
}

function hearing(): Promise<() => void> {
  return new Promise((resolve) => {
    const hush = onStirs(() => resolve(hush), { since: undefined, now: () => new Date() });
  });
}

// What is paid once for everybody at a desk whenever something moved there.
async function measureCounting(
  desks: readonly { name: string; office: number }[],
  found: (row: Row) => void,
): Promise<void> {
  for (const { name, office } of desks) {
    const officer = staff('officer', office);
    const read = () => officeQueue(app(), officer, { tab: 'to-rule', limit: 1 }, new Date());
    const hush = await hearing();
    const kept = await medianOf(read);
    hush();
    const anew = await medianOf(read);
    found({
      ...{ name: `a page of ${name} with its tabs counted anew`, value: anew, unit: 'ms' },
      ...{ limit: kept, ratio: anew / kept, target: null, better: 'lower' },
      note: 'against the same page with kept counts',
    });
  }
}

async function medianOf(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < rounds; i += 1) times.push(await taken(read));
  return median(times);
}

/** The review desk's queue. */
export async function measureReviewQueue(found: (row: Row) => void): Promise<void> {
  const hush = await hearing();
  const read = () => reviewQueue(app(), staff('reviewer', null), { limit: rowsOnPage }, new Date());
  const { items, total } = await read();
  const codes = items.map((item) => item.code);
  found(await compared('queue of the review desk', codes, { read, note: `${total} wait` }));
  hush();
}

const busiest = `(select 'the busiest office' as name, answerable_id as office, count(*)::integer as n from messages where handling <> 'closed' and publication = 'public' group by 2 order by 3 desc limit 1)
  union all (select 'an office in the middle', office, n from (select answerable_id as office, count(*)::integer as n, ntile(2) over (order by count(*)) as half
    from messages where handling <> 'closed' and publication = 'public' group by 1) o where half = 1 order by n desc limit 1)
  union all (select 'the busiest unit below', to_id, count(*)::integer from assignments where ended_at is null group by 2 order by 3 desc limit 1)`;

function staff(role: 'reviewer' | 'officer', officeId: number | null): Actor {
  return { kind: 'staff', staffId: 1, name: 'bench', duties: [{ role, officeId, postId: null }] };
}

async function compared(
  name: string,
  codes: readonly string[],
  { read, note }: { read: () => Promise<unknown>; note: string },
): Promise<Row> {
  // As many as the page shows; a page with nothing on it is compared with reading one.
  const { rows } = await appPool().query<{ id: number }>(
    'select id from messages where code = any ($1) union all (select id from messages order by id limit 1) limit greatest(1, $2)',
    [codes, codes.length],
  );
  const ids = rows.map(({ id }) => id);
  const byKey = () =>
    appPool().query({
      name: 'bench-by-key',
      text: 'select * from messages where id = any ($1::bigint[])',
      values: [ids],
    });
  const [queue, key]: [number[], number[]] = [[], []];
  for (let i = -20; i < rounds; i += 1) {
    const [q, k] = [await taken(read), await taken(byKey)];
    if (i < 0) continue;
    queue.push(q);
    key.push(k);
  }
  const [value, limit] = [median(queue), median(key)];
  const more = `${ids.length} rows, ${note}`;
  return { name, value, unit: 'ms', limit, ratio: value / limit, target: 3, better: 'lower', note: more };
}

async function taken(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
