import type { Matter } from './matter.ts';
import type { Kind } from './message.ts';
import { stands } from './decide.ts';
import type { Lives, NextStep } from './status.ts';
import { steps } from './steps/table.ts';
import type { Step } from './steps/step.ts';

/** Publication, handling and next step together: where a message can stand. */
export type Place = `${Lives['publication']}/${Lives['handling']}/${NextStep}`;

/** Every place that the table of steps can bring a message of this kind to, whoever takes the steps. */
export function reachablePlaces(of: { kind: Kind; ministry: boolean }): ReadonlySet<Place> {
  const start = {
    publication: 'awaiting-review',
    handling: 'waiting',
    nextStep: 'review',
    closedReason: null,
    ...of,
  } as Matter;
  const seen = new Map<string, Matter>();
  const open: Matter[] = [start];
  for (let m = open.pop(); m; m = open.pop()) {
    const key = `${placeOf(m)}/${m.closedReason}`;
    if (seen.has(key)) continue;
    seen.set(key, m);
    const from = m;
    open.push(
      ...Object.values(steps)
        .filter((s) => stands(from, s))
        .flatMap((s) => nextsOf(from, s).map((next) => moved(from, s, next))),
    );
  }
  return new Set([...seen.values()].map(placeOf));
}

/** Where a message stands. */
export function placeOf(m: Pick<Matter, 'publication' | 'handling' | 'nextStep'>): Place {
  return `${m.publication}/${m.handling}/${m.nextStep}`;
}

function nextsOf(m: Matter, { next }: Step): readonly NextStep[] {
  if (next === 'same') return [m.nextStep];
  if (next === 'by order') return ['answer', 'work'];
  if (next !== 'by kind') return [next];
  return [m.ministry ? 'acknowledge' : m.kind === 'thanks' ? 'pass-on' : 'accept'];
}

function moved(m: Matter, step: Step, nextStep: NextStep): Matter {
  const handling = step.to.handling ?? m.handling;
  return {
    ...m,
    ...step.to,
    handling,
    nextStep,
    closedReason: handling === 'closed' ? (step.closes ?? m.closedReason) : null,
  };
}
