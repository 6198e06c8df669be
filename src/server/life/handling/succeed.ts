import type { Actor } from '../../../domain/actor.ts';
import { isOpen } from '../../../domain/hand-down/order.ts';
import { keepersAfter, type Succession, succession } from '../../../domain/hand-down/succession.ts';
import type { Matter } from '../../../domain/matter.ts';
import type { Part } from '../../store/compose.ts';
import { heirsComplainedOf, heirsFor, inheritComplaints } from '../../store/hand-down/heirs.ts';
import { officesInLine } from '../../store/hand-down/offices-in-line.ts';
import { endParts } from '../../store/hand-down/order-parts.ts';
import { transferParts } from '../../store/hand-down/transfers.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import type { SetPart } from '../../store/sets.ts';
import type { Tx } from '../../store/tx.ts';
import { type Taken, takeLocked, unchanged } from '../take.ts';
import { tellOffice } from '../tell-office.ts';

/**
 * An office has ended: whoever succeeds it answers for the message, holds it, works on it and keeps its clocks, as they
 * run. Where the chain cannot go on among the offices of today (two units of it have become one), its orders end and
 * whoever answers begins anew. Who succeeds an office complained of is complained of too, and gives way to the level
 * above. Nothing happens where no office of the message has ended.
 */
export async function succeed(code: string, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const [heirs, complained] = [await heirsFor(tx, matter.id), await heirsComplainedOf(tx, matter.id)];
    const next = await successionOf(tx, matter, { heirs, complained });
    const moves = next !== undefined && next.holderId !== null;
    const facts = complained.length > 0 ? { complained } : {};
    const conflicts = complained.length > 0 ? [inheritComplaints(matter.id, complained, now)] : [];
    if (!moves && complained.length === 0) return unchanged(locked);
    if (!moves)
      return takeLocked(tx, locked, {
        ...{ step: 'inherit-complaint', actor, now },
        effects: () => ({ rows: conflicts, facts }),
      });
    const { answerableId, afresh } = next;
    const holderId = next.holderId as number;
    const keepers = keepersAfter(
      heirs,
      new Set([...matter.conflicts.officeIds, ...complained]),
      answerableId,
    );
    return takeLocked(tx, locked, {
      step: afresh ? 'succeed-afresh' : 'succeed',
      actor,
      now,
      holderId,
      effects: () => ({
        answerableId,
        rows: [
          ...transferred(locked, answerableId, now),
          ...(afresh
            ? endParts(matter.id, matter.orders.filter(isOpen), { state: 'cancelled', now })
            : orderParts(next)),
          ...ownerParts(locked, keepers, afresh),
          ...conflicts,
        ],
        jobs: holderId === matter.holderId ? [] : [tellOffice(locked, holderId, 'new-transfer', now)],
        facts: { from: matter.answerableId, to: answerableId, ...facts },
      }),
    });
  });
}

async function successionOf(
  tx: Tx,
  matter: Matter,
  { heirs, complained }: { heirs: ReadonlyMap<number, number>; complained: readonly number[] },
): Promise<Succession | undefined> {
  const own = heirs.get(matter.answerableId) ?? matter.answerableId;
  const touched = heirs.size > 0 || complained.length > 0;
  // At the desk, and at its end, nobody of the chain has it.
  if (!touched || matter.transferredAt === null || matter.handling === 'closed') return undefined;
  const line = (await officesInLine(tx, [own])).get(own);
  const officeIds = [...matter.conflicts.officeIds, ...complained];
  const barred = { ...matter, conflicts: { ...matter.conflicts, officeIds } };
  return succession(barred, heirs, line?.aboveIds ?? []);
}

function transferred({ matter }: Locked, toId: number, now: Date): SetPart[] {
  if (toId === matter.answerableId) return [];
  const of = { messageId: matter.id, fromId: matter.answerableId, toId };
  return transferParts({ ...of, staffId: null, way: 'succeeded', now });
}

function orderParts({ moved }: Succession): Part[] {
  if (moved.length === 0) return [];
  const column = (name: 'id' | 'fromId' | 'toId') => moved.map((o) => o[name]);
  return [
    (bind) => `update assignments a set from_id = n.from_id, to_id = n.to_id
      from unnest(${bind(column('id'))}::bigint[], ${bind(column('fromId'))}::bigint[], ${bind(column('toId'))}::bigint[]) as n (id, from_id, to_id)
      where a.id = n.id`,
  ];
}

// The promise and the holder's turn move with the step itself; the clocks of orders, dossiers and extensions, with who keeps them, here.
function ownerParts({ matter }: Locked, keepers: ReadonlyMap<number, number>, afresh: boolean): Part[] {
  const [old, heir] = [[...keepers.keys()], [...keepers.values()]];
  const renamed = (table: string, column: string, further: string): Part => {
    return (
      bind,
    ) => `update ${table} t set ${column} = n.heir from unnest(${bind(old)}::bigint[], ${bind(heir)}::bigint[]) as n (old, heir)
      where t.message_id = ${bind(matter.id)} and t.${column} = n.old and ${further}`;
  };
  const orders = afresh ? `t.what not in ('accept-order', 'work', 'judge')` : 'true';
  return [
    renamed(
      'clocks',
      'owner_id',
      `not t.promise and t.stopped_at is null and t.what not in ('transfer', 'accept', 'rule') and ${orders}`,
    ),
    renamed('dossiers', 'office_id', 't.closed_at is null and t.unit_id <> n.heir'),
    renamed('extensions', 'asked_of', `t.state = 'asked'`),
  ];
}
