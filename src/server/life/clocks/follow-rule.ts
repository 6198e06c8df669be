import { isProvisional } from '../../../domain/calendar.ts';
import type { Actor } from '../../../domain/actor.ts';
import { goesOnAt } from '../../../domain/firing.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { named } from '../../store/compose.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { tellAuthor } from '../tell-author.ts';

/** A clock of a message that a change of the rules moves. */
export interface Followed {
  code: string;
  clockId: number;
  changeId: number;
  dueAt: Date;
}

interface Row {
  what: string;
  promise: boolean;
  owner_id: number | null;
  starts_at: Date;
  due_at: Date;
  idle_ms: number;
  paused_at: Date | null;
  followed: boolean;
}

const running =
  named(`select c.what, c.promise, c.owner_id, c.starts_at, c.due_at, c.idle_ms::float8 as idle_ms, c.paused_at,
    exists (select from history h where h.message_id = c.message_id and h.step = 'follow-rule' and (h.changes->>'change')::bigint = $2
      and case when c.promise then h.changes->>'what' = c.what else (h.changes->>'clock')::bigint = c.id end) as followed
  from clocks c where c.id = $1 and c.message_id = $3 and c.stopped_at is null`);

/** Moves one running clock as a change of policies or of the calendar has it: once for each change, however often it is asked. */
export async function followRule(of: Followed, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(of.code, async (tx, locked) => {
    const [clock] = await tx.rows<Row>(running, [of.clockId, of.changeId, locked.matter.id]);
    if (!clock || clock.followed || clock.paused_at !== null)
      throw new Refusal('wrong-state', {
        detail: `follow-rule: clock ${of.clockId} stopped, waits or has followed`,
      });
    const effects = await moved(locked, { of, clock, now });
    return takeLocked(tx, locked, { step: 'follow-rule', actor, now, effects: () => effects });
  });
}

async function moved(locked: Locked, by: { of: Followed; clock: Row; now: Date }): Promise<Effects> {
  const { of, clock, now } = by;
  const idleMs = clock.idle_ms;
  const goesOn = goesOnAt({ startsAt: clock.starts_at, dueAt: of.dueAt, idleMs }, now);
  const facts = { change: of.changeId, clock: of.clockId, what: clock.what };
  if (!clock.promise)
    return {
      rows: [
        (bind) =>
          `update clocks set due_at = ${bind(of.dueAt)}, stage = greatest(stage, ${bind(goesOn.stage)}), next_at = case when stage < 3 then ${bind(goesOn.nextAt)}::timestamptz end where id = ${bind(of.clockId)} and stopped_at is null`,
        // Until then the unit may return it.
        (bind) =>
          `update assignments a set return_until_at = ${bind(of.dueAt)} from clocks c where c.id = ${bind(of.clockId)} and c.what = 'accept-order' and a.id = c.subject_id`,
      ],
      facts: { ...facts, due: of.dueAt.toISOString() },
    };
  const earlier = of.dueAt < clock.due_at;
  return {
    promise: {
      what: clock.what as 'reply',
      startsAt: clock.starts_at,
      dueAt: of.dueAt,
      provisional: isProvisional(of.dueAt, await knownCalendar(now)),
      ownerId: clock.owner_id,
      idleMs,
      goesOn,
    },
    requestStays: true,
    jobs: earlier ? [tellAuthor(locked, 'sooner', now)] : [],
    facts,
  };
}
