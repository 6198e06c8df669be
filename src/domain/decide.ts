import type { Actor } from './actor.ts';
import { isInConflict } from './conflict.ts';
import { asThemselves, standsInFor } from './standing-in.ts';
import type { Matter } from './matter.ts';
import type { Order } from './hand-down/order.ts';
import { type Act, policy, type Relation } from './policy.ts';
import { relationsTo, relationsToOrder } from './relations.ts';
import { Refusal } from './refusal.ts';
import type { ClosedReason, Lives, NextStep } from './status.ts';
import type { HolderChange, PromiseChange, Step } from './steps/step.ts';
import { type StepName, steps } from './steps/table.ts';

/** What a step changes: applied by the store as it stands, never re-thought there. */
export interface Change {
  step: StepName;
  /** As what the actor took the step; goes into history. */
  role: Relation;
  lives: Lives;
  next: NextStep;
  holder: HolderChange;
  promise: PromiseChange;
  closes: ClosedReason | null;
  /** Whom the actor stands in for with it; null: they act as themselves. */
  actsFor: number | null;
}

/** What a step is about beside the message itself. */
export interface About {
  /** One order: who the actor is to that order decides. */
  of?: Order | undefined;
  /** The order that says what comes next, where the step itself is about the message. */
  nextFor?: Order | undefined;
  /** What the actor is to a thing that hangs on the message, such as an instruction. */
  also?: ReadonlySet<Relation> | undefined;
}

/** May this actor take this step with this message, and what does it change? Throws a Refusal. */
export function decide(matter: Matter, name: StepName, actor: Actor, about: About = {}): Change {
  const step = steps[name];
  const role = roleIn(matter, step, actor, about);
  if (!stands(matter, step)) {
    // An operator acts on what everybody reads, or read until it was taken down, and learns nothing of the rest.
    if (role === 'operator' && !['public', 'taken-down'].includes(matter.publication))
      throw new Refusal('not-found');
    throw new Refusal('wrong-state', {
      detail: `${name} at ${matter.publication}/${matter.handling}/${matter.nextStep}`,
    });
  }
  const lives: Lives = {
    publication: step.to.publication ?? matter.publication,
    handling: step.to.handling ?? matter.handling,
    voice: step.to.voice ?? matter.voice,
    attention: step.calms ? calmed(matter) : raised(matter.attention, step.to.attention),
  };
  return {
    step: name,
    role,
    lives,
    next: nextOf(matter, step, about.of ?? about.nextFor),
    holder: step.holder,
    promise: step.promise,
    closes: step.closes ?? closesOf(matter, lives),
    actsFor: actsFor(matter, step, { actor, role }, about),
  };
}

/** Refuses whoever has no part in this step, before anything of the message shows in another refusal. */
export function refuseStranger(matter: Matter, name: StepName, actor: Actor, about: About = {}): void {
  roleIn(matter, steps[name], actor, about);
}

/** Could the message take this step now, whoever asks? For the buttons of a page. */
export function stands(matter: Matter, step: Step): boolean {
  const { from } = step;
  if (from.publication && !from.publication.includes(matter.publication)) return false;
  if (from.handling && !from.handling.includes(matter.handling)) return false;
  if (from.next && !from.next.includes(matter.nextStep)) return false;
  if (matter.closedReason !== null && from.closed && !from.closed.includes(matter.closedReason)) return false;
  if (from.paused !== undefined && from.paused !== Boolean(matter.pausedUntil)) return false;
  if (step.kinds && !step.kinds.includes(matter.kind)) return false;
  return step.ministry === undefined || step.ministry === matter.ministry;
}

/** The act that a step is at this point of a message's way. */
export function actOf(matter: Matter, step: Step): Act {
  return matter.nextStep === 'review-above' ? (step.actAbove ?? step.act) : step.act;
}

function roleIn(matter: Matter, step: Step, actor: Actor, { of, also }: About): Relation {
  const own = of ? relationsToOrder(actor, matter, of) : relationsTo(actor, matter);
  // Whoever is complained of, or declared a conflict, has no part in what hangs on the message either.
  const further = isInConflict(actor, matter.conflicts) ? [] : (also ?? []);
  const relations = new Set([...own, ...further]);
  const act = actOf(matter, step);
  const role = (policy[act] as readonly Relation[]).find((r) => relations.has(r));
  if (role) return role;
  // A stranger learns nothing, not even that the message exists.
  if (actor.kind === 'visitor')
    throw new Refusal(matter.publication === 'public' ? 'sign-in-needed' : 'not-found');
  throw new Refusal((also?.size ?? 0) > 0 || mayKnow(matter, relations) ? 'not-allowed' : 'not-found');
}

// Somebody who may do it as themselves does; else it is done for the one they stand in for.
function actsFor(
  matter: Matter,
  step: Step,
  { actor, role }: { actor: Actor; role: Relation },
  { of }: About,
): number | null {
  const own = asThemselves(actor);
  if (actor.kind !== 'staff' || own === actor) return null;
  const relationsOf = (who: Actor) => (of ? relationsToOrder(who, matter, of) : relationsTo(who, matter));
  const relations = relationsOf(own);
  const allowed = policy[actOf(matter, step)] as readonly Relation[];
  if (allowed.some((r) => relations.has(r)) || !relationsOf(actor).has(role)) return null;
  return standsInFor(actor, [matter.answerableId, matter.holderId, of?.toId ?? null, of?.fromId ?? null]);
}

function mayKnow(matter: Matter, relations: ReadonlySet<Relation>): boolean {
  return (
    matter.publication === 'public' ||
    ['author', 'reviewer', 'addressed', ...policy['read original']].some((r) => relations.has(r as Relation))
  );
}

function nextOf(matter: Matter, step: Step, order?: Order): NextStep {
  if (step.next === 'same') return matter.nextStep;
  // Who ordered from the answerable office's own seat has to answer; who ordered further down has its own work.
  if (step.next === 'by order') return order && order.parentId !== null ? 'work' : 'answer';
  if (step.next !== 'by kind') return step.next;
  if (matter.ministry) return 'acknowledge';
  return matter.kind === 'thanks' ? 'pass-on' : 'accept';
}

const heights = ['normal', 'urged', 'supervised', 'reported-upward'] as const;

function raised(now: Lives['attention'], to: Lives['attention'] | undefined): Lives['attention'] {
  return to !== undefined && heights.indexOf(to) > heights.indexOf(now) ? to : now;
}

// A third “not settled” stays with the office above, dossier or not.
function calmed({ nextStep, attention }: Matter): Lives['attention'] {
  return nextStep === 'review-above' ? attention : 'normal';
}

function closesOf(matter: Matter, lives: Lives): ClosedReason | null {
  return lives.handling === 'closed' ? matter.closedReason : null;
}
