import type { Actor } from '../../domain/actor.ts';
import { type Change, decide } from '../../domain/decide.ts';
import type { Matter } from '../../domain/matter.ts';
import type { Order } from '../../domain/hand-down/order.ts';
import type { Relation } from '../../domain/policy.ts';
import { relationsTo, relationsToOrder } from '../../domain/relations.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Lives } from '../../domain/status.ts';
import type { StepName } from '../../domain/steps/table.ts';
import { countStep } from '../store/step-counts.ts';
import { lastStaffStep } from '../store/last-staff-step.ts';
import type { Locked } from '../store/lock-message.ts';
import { amongOthers } from '../store/lock-together.ts';
import { type Saving, saveStep } from '../store/save-step.ts';
import type { Tx } from '../store/tx.ts';
import { rulesFor } from './clocks/ruled.ts';
import { holderAfter, promiseAfter } from './promise.ts';
import { withNews } from './with-news.ts';
import { turnAfter } from './turn.ts';

/** The new state of a message after a step. */
export interface Taken {
  code: string;
  state: Lives;
  answerableId: number;
  holderId: number | null;
  dueAt: Date | null;
}

/** What a step adds to its change: columns, rows, words, jobs, facts; and the promise itself where only the step knows it. */
export type Effects = Omit<Saving, 'change' | 'actor' | 'now' | 'holderId' | 'turn'>;

/** One step with a message that is locked already. */
export interface Taking {
  step: StepName;
  actor: Actor;
  now: Date;
  effects?: ((locked: Locked, change: Change) => Effects) | undefined;
  /** The order that the step is about: who one is to it decides. */
  order?: Order;
  /** The order by which `by order` says what comes next, where the step itself is about the message. */
  nextFor?: Order;
  /** What the actor is to a thing that hangs on the message. */
  also?: ReadonlySet<Relation> | undefined;
  /** Whom the step names as holder. */
  holderId?: number;
}

/** Takes one step of the table with one message: lock, decide, save, history and jobs in one transaction. */
export async function take(
  step: StepName,
  code: string,
  by: { actor: Actor; now: Date },
  effects?: (locked: Locked, change: Change) => Effects,
): Promise<Taken> {
  return amongOthers(code, (tx, locked) => takeLocked(tx, locked, { step, ...by, effects }));
}

/** The same with a message that is locked already: for steps that first look which step it is. */
export async function takeLocked(tx: Tx, locked: Locked, by: Taking): Promise<Taken> {
  const change = await decided(tx, locked, by);
  const holderId = change.holder === 'named' ? named(by) : holderAfter(change, locked);
  const effects = by.effects?.(locked, change) ?? {};
  const rules = await rulesFor(locked, by.now);
  const promise = effects.promise ?? promiseAfter(change, locked, by.now, rules);
  const turn = turnAfter(change, { locked, holderId, now: by.now }, rules);
  const jobs = withNews(effects.jobs ?? [], locked, change, by.now);
  saveStep(tx, locked, { change, actor: by.actor, now: by.now, holderId, turn, ...effects, promise, jobs });
  return {
    code: locked.matter.code,
    state: change.lives,
    answerableId: effects.answerableId ?? locked.matter.answerableId,
    holderId,
    dueAt: dueNow(promise, locked.matter),
  };
}

function dueNow(promise: Saving['promise'], matter: Matter): Date | null {
  if (promise === 'stop') return null;
  return promise && 'dueAt' in promise ? promise.dueAt : matter.dueAt;
}

function named({ step, holderId }: Taking): number {
  if (holderId === undefined) throw new Error(`${step} names nobody who has to act.`);
  return holderId;
}

// Two officers at once: one wins, the other sees who did what.
async function decided(tx: Tx, locked: Locked, by: Taking): Promise<Change> {
  const { actor } = by;
  try {
    return decide(locked.matter, by.step, actor, {
      of: by.order,
      nextFor: by.nextFor,
      also: by.also,
    });
  } catch (error) {
    if (error instanceof Refusal) countStep(by.step, error.code);
    if (!(error instanceof Refusal) || actor.kind !== 'staff' || !isLate(error, locked.matter, by))
      throw error;
    throw await whoWasFirst(tx, locked.matter.id, actor);
  }
}

const ofReceiver = ['addressed', 'holder', 'joint', 'receiver'] as const;

// Once an office has accepted, nobody is addressed any more: for its people the step is gone rather than forbidden.
function isLate({ code }: Refusal, matter: Matter, { step, actor, order }: Taking): boolean {
  if (code === 'wrong-state') return true;
  if (code !== 'not-allowed') return false;
  if (step === 'accept' || step === 'return-transfer') return relationsTo(actor, matter).has('answerable');
  return order !== undefined && ofReceiver.some((r) => relationsToOrder(actor, matter, order).has(r));
}

/** What somebody is told who comes second: who did what, or plainly that the state has moved on. */
export async function whoWasFirst(tx: Tx, messageId: number, actor: Actor): Promise<Refusal> {
  const last = actor.kind === 'staff' ? await lastStaffStep(tx, messageId) : undefined;
  if (!last || (actor.kind === 'staff' && last.staffId === actor.staffId)) return new Refusal('wrong-state');
  return new Refusal('taken-by-other', { with: { who: last.name, step: last.step } });
}

/** What a repeated request gets back: the state as it stands. */
export function unchanged({ matter }: Locked): Taken {
  const { publication, handling, voice, attention } = matter;
  return {
    code: matter.code,
    state: { publication, handling, voice, attention },
    answerableId: matter.answerableId,
    holderId: matter.holderId,
    dueAt: matter.dueAt,
  };
}
