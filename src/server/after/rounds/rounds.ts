import { log } from '../../log.ts';

/** Work that is looked for again and again. */
export interface Rounds {
  /** Looks at once instead of at the next turn. */
  wake(): void;
  /** Lets the running round end; none follows. */
  stop(): Promise<void>;
}

/** How long to wait between two looks: after one that found something, and at most when there is nothing for long. */
export interface Pace {
  busyMs: number;
  idleMs: number;
}

/** What a round found: 'full' means that more is waiting and the next round follows at once. */
export type Found = 'full' | 'some' | 'nothing';

/** One look. */
export type Round = () => Promise<Found>;

const faultMs = 2000;

/** Makes rounds until stopped; a fault is logged and does not end them. */
export function makeRounds(name: string, pace: Pace, round: Round): Rounds {
  let stopped = false;
  let wakeUp: (() => void) | undefined;
  let woken = false;
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const going = (async () => {
    let waitMs = pace.busyMs;
    while (!stopped) {
      waitMs = await lookOnce(name, round, { pace, waitMs });
      if (!stopped && !woken && waitMs > 0) await rest(waitMs);
      woken = false;
    }
  })();
  const wake = () => {
    woken = true;
    wakeUp?.();
  };
  return {
    wake,
    stop: async () => {
      stopped = true;
      wake();
      await going;
    },
  };
}

async function lookOnce(
  name: string,
  round: Round,
  { pace, waitMs }: { pace: Pace; waitMs: number },
): Promise<number> {
  try {
    const found = await round();
    if (found === 'full') return 0;
    return found === 'some' ? pace.busyMs : Math.min(Math.max(waitMs, pace.busyMs) * 2, pace.idleMs);
  } catch (error) {
    log().error({ round: name, err: error }, 'a round failed, the next follows');
    return faultMs;
  }
}

/** What was found, by how many of at most how many were taken. */
export function found(taken: number, most: number): Found {
  return taken === 0 ? 'nothing' : taken < most ? 'some' : 'full';
}

/** A round that lets others go first while they must, for `mostMs` at most: what waits for it may not wait for ever. */
export function lettingFirst(othersMust: () => Promise<boolean>, mostMs: number, round: Round): Round {
  let waitUntil = 0;
  return async () => {
    waitUntil = (await othersMust()) ? waitUntil || performance.now() + mostMs : 0;
    return performance.now() < waitUntil ? 'some' : round();
  };
}
