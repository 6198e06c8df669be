import { firingOf } from '../../../domain/firing.ts';
import { isHappening, tellingOf } from '../../../domain/telling.ts';
import { fireDueClocks, manyAreDue } from '../../store/clocks-due.ts';
import { moveOutbox, type OutboxRow, type Posting } from '../../store/outbox.ts';
import { freeJobsOfTheDead } from '../../store/roll-call.ts';
import { foldDeltas } from '../../store/rollups.ts';
import { indexTexts } from '../../store/searching/index-texts.ts';
import { foldSupports } from '../../store/supports/fold-supports.ts';
import { indexWords } from '../../store/searching/index-words.ts';
import { claimDueVerdicts } from '../../store/verdicts-due.ts';
import { triesOf } from '../tasks.ts';
import { watchFloods } from '../watch-floods.ts';
import { found, lettingFirst, makeRounds, type Rounds } from './rounds.ts';

const most = {
  ...{ jobs: 500, clocks: 1000, verdicts: 50, deltas: 5000, supports: 5000 },
  ...{ texts: 200, words: 100, floods: 100 },
};
/** A worker that answers the roll call late by this much is not taken for dead. */
const graceSeconds = 5;
/** So many clocks due at one moment go before the outbox; codes to log in wait there too, so not for long. */
const manyClocks = 200;
const clocksFirstMs = 1000;

/** Starts every round of the worker; stopping ends them all. */
export function startRounds(now: () => Date): { stop(): Promise<void> } {
  // Whether this worker knows of more clocks that are due.
  let firing = false;
  const outbox = makeRounds(
    'outbox',
    { busyMs: 50, idleMs: 100 },
    lettingFirst(clocksFirst, clocksFirstMs, () => relay(now())),
  );
  const verdicts = makeRounds('verdicts', { busyMs: 100, idleMs: 100 }, async () => {
    const taken = await claimDueVerdicts(now(), most.verdicts);
    if (taken > 0) outbox.wake();
    return found(taken, most.verdicts);
  });
  const clocks = makeRounds('clocks', { busyMs: 500, idleMs: 1000 }, async () => {
    const fired = await fire(now()).finally(() => {
      firing = false;
    });
    firing = fired === 'full';
    return fired;
  });
  // Many that fall due at one moment, a day's end say, are fired before the steps begin that the first of them bring;
  // every worker helps. While it does, it does not count them again: those just fired are still in the way of counting.
  async function clocksFirst(): Promise<boolean> {
    if (firing) return true;
    firing = await manyAreDue(now(), manyClocks);
    if (firing) clocks.wake();
    return firing;
  }
  const numbers = makeRounds('numbers', { busyMs: 500, idleMs: 500 }, async () =>
    found(await foldDeltas(most.deltas), most.deltas),
  );
  const texts = makeRounds('texts', { busyMs: 250, idleMs: 500 }, async () =>
    found(await indexTexts(most.texts), most.texts),
  );
  const supports = makeRounds('supports', { busyMs: 1000, idleMs: 1000 }, async () =>
    found(await foldSupports(most.supports), Infinity),
  );
  const words = makeRounds('words', { busyMs: 500, idleMs: 2000 }, () => index());
  const floods = makeRounds('floods', { busyMs: 500, idleMs: 1000 }, async () =>
    found(await watchFloods(now(), most.floods), most.floods),
  );
  const dead = makeRounds('roll call', { busyMs: 5000, idleMs: 5000 }, async () =>
    found(await freeJobsOfTheDead(graceSeconds), Infinity),
  );
  const all: Rounds[] = [verdicts, clocks, numbers, supports, texts, words, floods, dead, outbox];
  return { stop: async () => void (await Promise.all(all.map((each) => each.stop()))) };
}

/** One look at the outbox: what steps left goes to the job queue. */
export async function relay(now: Date) {
  return found(await moveOutbox(now, most.jobs, posting), most.jobs);
}

/** One look at the clocks. */
export async function fire(now: Date) {
  return found(await fireDueClocks(now, most.clocks, (clock) => firingOf(clock, now)), most.clocks);
}

/** One look at texts that are not public: those that came since, or whose key has changed, get the tokens by which they are found. */
export async function index() {
  return found(await indexWords(most.words), most.words);
}

// Most happenings by far are a citizen's own doing; a job that would tell nobody need not be made.
function posting({ task, payload }: OutboxRow): Posting {
  const what = payload['what'];
  if (
    task === 'notify' &&
    typeof what === 'string' &&
    isHappening(what) &&
    !tellingOf(what).notice &&
    payload['news'] === undefined
  )
    return null;
  return { tries: triesOf(task) };
}
