import cluster from 'node:cluster';
import { sendLoosely } from '../send-loosely.ts';
import type { Drawn } from './draw-apart.ts';

/** A page on its way from the process that drew it to those beside it. Times are milliseconds of the machine's clock that only runs forward. */
export interface HandedPage {
  key: string;
  shows: readonly string[];
  beganAt: number;
  goodUntil: number;
  https: boolean;
  drawn: Drawn;
}

/** The way to the other web processes under the same parent. */
export interface Round {
  hand(page: HandedPage): void;
  stop(): void;
}

/** Hears of pages that other processes drew; null where this one is alone. */
export function joinRound(take: (page: HandedPage) => void): Round | null {
  if (!cluster.isWorker) return null;
  const hear = (said: unknown): void => {
    if (isHanded(said)) take(said.handed);
  };
  process.on('message', hear);
  const send = sendLoosely(process);
  return {
    hand: (page) => send({ handed: page }),
    stop: () => void process.off('message', hear),
  };
}

/** What the machine's clock says when performance.now() says this; it is one for all processes, performance.now() begins with each. */
export function onTheMachine(at: number): number {
  return at + offsetMs;
}

/** What performance.now() says here when the machine's clock says this. */
export function here(machineMs: number): number {
  return machineMs - offsetMs;
}

const offsetMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();

function isHanded(said: unknown): said is { handed: HandedPage } {
  return typeof said === 'object' && said !== null && 'handed' in said;
}
