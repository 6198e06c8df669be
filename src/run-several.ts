import cluster, { type Worker } from 'node:cluster';
import { sendLoosely } from './front/send-loosely.ts';
import { runProcess } from './run-process.ts';
import { log } from './server/log.ts';

/** Said by a process of several once it is at work. */
const atWork = 'at work';
const firstPauseMs = 200;
const longestPauseMs = 30_000;
/** Whoever stood this long starts again at once, however often others fell before. */
const steadyMs = 60_000;
const graceMs = 15_000;

/**
 * Runs as many processes of the same kind as are wanted, on one port where they listen. One that dies is started again, after a pause
 * that grows while they keep dying; one that never came to work ends the whole, since its settings are wrong. Asked to stop, all end
 * in good order.
 */
export function runSeveral(wanted: number, start: () => Promise<() => Promise<void>>): void {
  if (wanted === 1) runProcess(start);
  else if (cluster.isPrimary) keepRunning(wanted);
  else runOne(start);
}

// One whose starter is gone ends by itself: nobody would ever stop it.
function runOne(start: () => Promise<() => Promise<void>>): void {
  runProcess(async () => {
    const stop = await start();
    process.send?.(atWork);
    return stop;
  });
}

function keepRunning(wanted: number): void {
  let stopping = false;
  let everAtWork = false;
  let deaths = 0;
  // What one says goes to the others: pages as bytes, which the other way of writing messages would send as lists of numbers.
  cluster.setupPrimary({ serialization: 'advanced' });
  const ways = new Map<Worker, (said: object) => void>();
  const passOn = (said: object, from: Worker): void => {
    for (const [to, send] of ways) if (to !== from) send(said);
  };
  const begin = (place: number): void => {
    const begun = performance.now();
    const child = cluster.fork(placeOf(place));
    ways.set(child, sendLoosely(child));
    child.on('message', (said: unknown) => {
      if (said === atWork) everAtWork = true;
      else passOn(said as object, child);
    });
    child.once('exit', (code, signal) => {
      ways.delete(child);
      if (stopping) return;
      if (!everAtWork) return stop(code ?? 1);
      deaths = performance.now() - begun > steadyMs ? 0 : deaths + 1;
      const pauseMs = deaths === 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (deaths - 1));
      log().error({ place, code, signal, pauseMs }, 'a process has ended, another follows');
      setTimeout(() => stopping || begin(place), pauseMs);
    });
  };
  const stop = (code: number): void => {
    if (stopping) process.exit(130);
    stopping = true;
    void endAll(Object.values(cluster.workers ?? {}).filter((each) => each !== undefined)).then(() =>
      process.exit(code),
    );
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  for (let place = 0; place < wanted; place += 1) begin(place);
}

async function endAll(children: readonly Worker[]): Promise<void> {
  const kill = setTimeout(() => {
    for (const child of children) child.process.kill('SIGKILL');
  }, graceMs);
  await Promise.all(
    children.map(
      (child) =>
        new Promise((resolve) => {
          if (child.isDead()) return resolve(undefined);
          child.once('exit', resolve);
          child.process.kill('SIGTERM');
        }),
    ),
  );
  clearTimeout(kill);
}

// Each tells its metrics on a port of its own, counted from the first.
function placeOf(place: number): NodeJS.ProcessEnv {
  const port = process.env['METRICS_PORT'];
  return port === undefined || !/^\d+$/.test(port) ? {} : { METRICS_PORT: String(Number(port) + place) };
}
