import type { Actor } from '../../../domain/actor.ts';
import { named } from '../../store/compose.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked, unchanged } from '../take.ts';

const reported = named(
  `select 1 from history where message_id = $1 and step = 'report-upward' and changes->>'bulletin' = $2::text limit 1`,
);

/** A message is named in a special report: it is watched from higher up, and nothing else about it changes. Once for each report. */
export function reportUpward(
  of: { code: string; bulletinId: number },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  return withMessage(of.code, async (tx, locked) => {
    const already = await tx.rows(reported, [locked.matter.id, String(of.bulletinId)]);
    if (already.length > 0) return unchanged(locked);
    return takeLocked(tx, locked, {
      step: 'report-upward',
      actor,
      now,
      effects: () => ({ facts: { bulletin: of.bulletinId } }),
    });
  });
}
