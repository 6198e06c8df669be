import type { Actor } from '../../domain/actor.ts';
import type { Change } from '../../domain/decide.ts';
import type { Job } from './jobs.ts';
import type { Locked } from './lock-message.ts';

/** That something moved: ids and codes alone, for the desks that are open at this moment. */
export interface Stir {
  /** The message; null where only a queue grew. */
  code: string | null;
  /** The offices in whose queues it stands or stood. */
  at: readonly number[];
  /** The offices above them. */
  above: readonly number[];
  /** Who took the step; null: the author or the machine. */
  staff: number | null;
  step: string;
  /** The review desk's queue moves by it. */
  review: boolean;
}

/** The channel on which the worker says what moved. */
export const stirChannel = 'huiyin_stirs';

/** What is told of a step that is saved. */
interface Saved {
  change: Change;
  actor: Actor;
  now: Date;
  holderId: number | null;
  answerableId?: number;
  facts?: Readonly<Record<string, unknown>>;
}

/** What desks are told of a step. */
export function stirOf({ matter }: Locked, saving: Saved): Unplaced {
  const { change, actor, facts = {} } = saving;
  const offices = [matter.answerableId, matter.holderId, saving.answerableId, saving.holderId];
  return {
    code: matter.code,
    at: [...new Set(offices.filter((id) => id !== null && id !== undefined))],
    staff: actor.kind === 'staff' ? actor.staffId : null,
    step: change.step,
    review:
      matter.publication === 'awaiting-review' ||
      change.lives.publication === 'awaiting-review' ||
      // What an office gave back lies at the desk until it is handed on.
      matter.nextStep === 'transfer' ||
      change.next === 'transfer' ||
      'followUp' in facts ||
      'rating' in facts,
  };
}

/** The job that tells open desks of it; it is dropped once told. */
export function stirJob(stir: Unplaced, now: Date): Job {
  return { task: 'stir', payload: { ...stir }, runAt: now };
}

/** The longest payload of one notification, below the database's 8,000 bytes. */
const mostBytes = 7000;

/** What is to be told of one batch of jobs: one stir a message and person. */
export function stirsOf(jobs: readonly { task: string; payload: Record<string, unknown> }[]): Unplaced[] {
  const stirs = new Map<string, Unplaced>();
  for (const { task, payload } of jobs) {
    if (task === 'stir') stirs.set(`${payload['code']} ${payload['staff']}`, payload as unknown as Unplaced);
    // What comes in at the door leaves word for its author: the desk's queue grew.
    if (task === 'notify' && payload['what'] === 'received') stirs.set('new', received);
  }
  return [...stirs.values()];
}

/** A stir before it is known who stands above. */
export type Unplaced = Omit<Stir, 'above'>;

const received: Unplaced = { code: null, at: [], staff: null, step: 'submit', review: true };

/** Stirs with the offices above them, in as few notifications as hold them. */
export function packed(
  stirs: readonly Unplaced[],
  above: ReadonlyMap<number, readonly number[]>,
  now: Date,
): string[] {
  const packs: string[][] = [];
  let bytes = Infinity;
  for (const stir of stirs) {
    const text = JSON.stringify({
      ...stir,
      above: [...new Set(stir.at.flatMap((id) => above.get(id) ?? []))],
    });
    if (bytes + text.length > mostBytes) {
      packs.push([]);
      bytes = 0;
    }
    packs.at(-1)?.push(text);
    bytes += text.length + 1;
  }
  return packs.map((pack) => `{"at":${now.getTime()},"stirs":[${pack.join(',')}]}`);
}
