import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { runningPromise } from '../../../store/clock-running.ts';
import { lockAnother, type Locked, withMessage } from '../../../store/lock-message.ts';
import type { Tx } from '../../../store/tx.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { tellAuthor } from '../../tell-author.ts';

interface By {
  actor: Actor;
  now: Date;
}

/**
 * Merges a message into another about the same matter (并案): it closes, the other goes on with the earlier due date, and
 * the author of each gets the answer.
 */
export async function merge(code: string, into: string, actor: Actor, now: Date): Promise<Taken> {
  if (code === into) throw new Refusal('invalid', { faults: [{ field: 'into', code: 'merge-itself' }] });
  const [first, second] = [code, into].sort() as [string, string];
  return withMessage(first, async (tx, one) => {
    const two = await lockAnother(tx, second);
    const [merged, main] = first === code ? [one, two] : [two, one];
    refuseStranger(merged.matter, 'merge', actor);
    refuseStranger(main.matter, 'take-in', actor);
    refuseUnfit(merged, main);
    await takeIn(tx, { merged, main }, { actor, now });
    return takeLocked(tx, merged, {
      step: 'merge',
      actor,
      now,
      effects: (l) => ({
        set: { merged_into_id: main.matter.id },
        jobs: [tellAuthor(l, 'merged', now)],
        facts: { into: main.matter.id },
      }),
    });
  });
}

// The answer of a private message cannot be shown to the author of another.
function refuseUnfit({ matter: merged, row }: Locked, { matter: main, row: mainRow }: Locked): void {
  const wrong =
    main.handling === 'closed' || main.handling === 'answered' || mainRow.merged_into_id !== null
      ? 'merge-ended'
      : main.publication !== 'public' && main.authorId !== merged.authorId
        ? 'merge-private'
        : merged.kind === 'thanks' ||
            main.kind === 'thanks' ||
            merged.ministry ||
            main.ministry ||
            row.merged_into_id
          ? 'merge-unfit'
          : undefined;
  if (wrong) throw new Refusal('invalid', { faults: [{ field: 'into', code: wrong }] });
}

async function takeIn(
  tx: Tx,
  { merged, main }: { merged: Locked; main: Locked },
  { actor, now }: By,
): Promise<void> {
  const sooner =
    merged.matter.dueAt && main.matter.dueAt && merged.matter.dueAt < main.matter.dueAt
      ? await runningPromise(tx, merged.matter.id)
      : undefined;
  await takeLocked(tx, main, {
    step: 'take-in',
    actor,
    now,
    effects: () => ({
      facts: { merged: merged.matter.id },
      ...(sooner && { promise: { ...sooner, ownerId: main.matter.answerableId } }),
    }),
  });
}
