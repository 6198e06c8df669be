import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { withMessage } from '../../store/lock-message.ts';
import { decision, takeDownsOf } from '../../store/take-downs.ts';
import { staffIdOf } from '../handling/orders/own-order.ts';
import { type Taken, takeLocked, whoWasFirst } from '../take.ts';
import { shownOrNot } from './shown.ts';

/** A second reviewer confirms what the first proposed, or says no; whoever proposed it may only take it back. */
export async function decideTakeDown(code: string, agree: boolean, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    refuseStranger(matter, 'refuse-take-down', actor);
    const open = (await takeDownsOf(tx, matter.id)).find((t) => t.state === 'proposed');
    if (!open) throw await whoWasFirst(tx, matter.id, actor);
    const me = staffIdOf(actor);
    if (agree && open.proposedBy === me) throw new Refusal('second-reviewer-confirms');
    const decided = decision(open.id, { state: agree ? 'done' : 'refused', staffId: me, now });
    if (!agree)
      return takeLocked(tx, locked, {
        ...{ step: 'refuse-take-down', actor, now },
        effects: () => ({ rows: [decided], facts: { code: open.code } }),
      });
    const effects = await shownOrNot(tx, locked, { ...open, rows: [decided], actor, now });
    return takeLocked(tx, locked, { step: open.what, actor, now, effects: () => effects });
  });
}
