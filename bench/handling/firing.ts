import { appPool } from '../../src/server/store/db.ts';
import type { Row } from '../row.ts';
import { type Stand, startWorkers } from '../stand.ts';
import { tidy } from '../tidy.ts';
import pg from 'pg';

const clocks = 10_000;
const settlingMs = 3000;

/**
 * Ten thousand clocks that fall due at one moment, fired by one worker, as many more by two, by two again, and by one again, as
 * long as the board has clocks for it: a moment of another process on this machine is as long as what is measured. The mean counts.
 */
export async function measureFiring(stand: Stand, found: (row: Row) => void): Promise<void> {
  const byOne: Fired[] = [];
  const byTwo: Fired[] = [];
  for (const [workers, all] of [
    [1, byOne],
    [2, byTwo],
    [2, byTwo],
    [1, byOne],
  ] as const)
    all.push(await fired(stand, workers));
  const line = { unit: 's', limit: null, ratio: null, target: null, better: 'lower' as const };
  const told = (by: string, all: readonly Fired[], target: number | null) => {
    const note = `${all.map(({ firedIn }) => firedIn.toFixed(2)).join(', ')} s; ${all[0]?.note}`;
    const firedIn = mean(all.map((one) => one.firedIn));
    found({ ...line, name: `10,000 due clocks fired by ${by}`, value: firedIn, target, note });
    const doneIn = mean(all.map((one) => one.doneIn));
    found({ ...line, name: '… and the step that each brings taken', value: doneIn });
    return firedIn;
  };
  const [one, two] = [told('one worker', byOne, 10), told('two workers', byTwo, null)];
  found({
    name: 'rate of firing, two workers against one',
    value: clocks / two,
    unit: '/s',
    limit: clocks / one,
    ratio: one / two,
    target: 0.9,
    better: 'higher',
  });
  found({
    ...line,
    name: 'clocks or steps doubled or missing, by one worker or two',
    value: [...byOne, ...byTwo].reduce((sum, { wrong }) => sum + wrong, 0),
    unit: '',
    target: 0,
  });
}

interface Fired {
  /** Seconds until the last clock had fired, and until the last step was taken. */
  firedIn: number;
  doneIn: number;
  note: string;
  wrong: number;
}

const mean = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length;

async function fired(stand: Stand, workers: number): Promise<Fired> {
  await tidy(stand.urls.owner);
  const stop = await startWorkers(stand, workers);
  const owner = new pg.Client({ connectionString: stand.urls.owner });
  await owner.connect();
  try {
    // Workers that have found their feet: what they do once when they start is not what is measured.
    await new Promise((resolve) => setTimeout(resolve, settlingMs));
    const ids = await lateNow(owner);
    const begun = performance.now();
    const since = () => (performance.now() - begun) / 1000;
    await until(() => noneDue());
    await until(() => allFired(ids));
    const firedIn = since();
    const urged = `history h join clocks c on c.message_id = h.message_id where c.id = any ($1) and h.step = 'urge'`;
    await until(async () => (await count(urged, ids)) >= clocks);
    const doneIn = since();
    // What the steps bring in turn is not left to whoever fires next.
    await until(() => idle(owner));
    const firings = await count('firings where clock_id = any ($1) and stage = 3', ids);
    const steps = await count(urged, ids);
    const note = `${firings} fired, ${steps} urged`;
    return { firedIn, doneIn, note, wrong: Math.abs(firings - clocks) + Math.abs(steps - clocks) };
  } finally {
    await owner.end();
    await stop();
  }
}

// The promises of ten thousand messages that are being handled ran out a second ago, warned of before.
async function lateNow(owner: pg.Client): Promise<number[]> {
  const { rows } = await owner.query<{ id: number }>(
    `with picked as (select c.id, c.message_id from clocks c join messages m on m.id = c.message_id
        where c.promise and c.stopped_at is null and m.handling = 'in-progress' and m.attention = 'normal' and c.stage < 3 and c.due_at > now() order by c.id limit $1),
      due as (update messages m set due_at = now() - interval '1 second' from picked p where m.id = p.message_id)
    update clocks c set stage = 2, starts_at = now() - interval '9 days', due_at = now() - interval '1 second', next_at = now() - interval '1 second' from picked p where c.id = p.id returning c.id`,
    [clocks],
  );
  if (rows.length !== clocks) throw new Error(`Only ${rows.length} clocks run on this board.`);
  return rows.map(({ id }) => id);
}

// Asked first, by the index that the workers use: to look at ten thousand clocks again and again would be work of its own.
async function noneDue(): Promise<boolean> {
  const { rows } = await appPool().query<{ left: boolean }>(
    `select exists (select from clocks where next_at <= now() - interval '1 second') as left`,
  );
  return !rows[0]?.left;
}

async function allFired(ids: number[]): Promise<boolean> {
  const { rows } = await appPool().query<{ left: boolean }>(
    `select exists (select from clocks where id = any ($1) and stage < 3) as left`,
    [ids],
  );
  return !rows[0]?.left;
}

async function idle(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ left: boolean }>(
    `select exists (select from outbox where run_at <= now()) or exists (select from graphile_worker._private_jobs
      where run_at <= now() and attempts < max_attempts) or exists (select from deltas) as left`,
  );
  return !rows[0]?.left;
}

async function count(of: string, ids: number[]): Promise<number> {
  const { rows } = await appPool().query<{ n: number }>(`select count(*)::integer as n from ${of}`, [ids]);
  return rows[0]?.n ?? 0;
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 600_000;
  while (!(await reached())) {
    if (Date.now() > end) throw new Error('The workers did not get there within ten minutes.');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
