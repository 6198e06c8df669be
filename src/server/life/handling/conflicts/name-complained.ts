import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { isOpen, leadLine, openBranch, type Order } from '../../../../domain/hand-down/order.ts';
import type { Matter } from '../../../../domain/matter.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../../domain/text.ts';
import type { Part } from '../../../store/compose.ts';
import { postsInForce } from '../../../store/hand-down/posts-in-force.ts';
import { officesInLine, standingOffice } from '../../../store/hand-down/offices-in-line.ts';
import { endParts } from '../../../store/hand-down/order-parts.ts';
import { transferParts } from '../../../store/hand-down/transfers.ts';
import { type Locked, withMessage } from '../../../store/lock-message.ts';
import type { SetPart } from '../../../store/sets.ts';
import { type Taken, type Taking, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { staffIdOf } from '../orders/own-order.ts';

/** Who is complained of: offices and posts by their number, persons in words. */
export interface Complained {
  offices: readonly number[];
  posts: readonly number[];
  words: string;
}

/**
 * Names the units, posts or persons complained of. None of them handles the message from here on: who holds it or answers
 * for it gives way to the level above.
 */
export async function nameComplained(
  code: string,
  given: Complained,
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const words = checkComplained(given);
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    refuseStranger(matter, 'name-complained', actor);
    const known = await officesInLine(tx, [...given.offices, matter.answerableId]);
    for (const id of given.offices) standingOffice(known, id, 'offices');
    if (given.offices.includes(matter.deskId) || !(await postsInForce(tx, given.posts)))
      throw new Refusal('invalid', { faults: [{ field: 'offices', code: 'unknown-office' }] });
    const way = wayAround(matter, given.offices, known.get(matter.answerableId)?.aboveIds ?? []);
    return takeLocked(tx, locked, {
      step: way.step,
      actor,
      now,
      ...(way.order && { nextFor: way.order }),
      ...(way.holderId !== undefined && { holderId: way.holderId }),
      effects: (l) => ({
        ...(way.answerableId !== undefined && { answerableId: way.answerableId }),
        rows: [...conflictRows(matter.id, given, { actor, now }), ...rerouteRows(l, way, { actor, now })],
        words: words ? [{ what: 'conflict', content: { text: words } }] : [],
        jobs: way.holderId === undefined ? [] : [tellOffice(locked, way.holderId, 'new-transfer', now)],
        facts: {
          offices: given.offices,
          posts: given.posts,
          ...(way.holderId !== undefined && { to: way.holderId }),
        },
      }),
    });
  });
}

function checkComplained({ offices, posts, words }: Complained): string {
  const tidied = tidy(words);
  const fault = faultOf('words', tidied, 200, { lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  if (offices.length + posts.length === 0 && !tidied)
    throw new Refusal('invalid', { faults: [{ field: 'offices', code: 'required' }] });
  return tidied;
}

interface WayAround {
  step: Taking['step'];
  holderId?: number;
  answerableId?: number;
  /** The order that a complained-of unit has, where the orderer takes over. */
  order?: Order;
  ended: readonly Order[];
}

function wayAround(matter: Matter, offices: readonly number[], line: readonly number[]): WayAround {
  const barred = (id: number) => offices.includes(id) || matter.conflicts.officeIds.includes(id);
  const open = matter.orders.filter(isOpen);
  const parts = open.filter((o) => o.role === 'joint' && barred(o.toId));
  if (matter.transferredAt !== null && barred(matter.answerableId)) {
    const above = line.find((id) => !barred(id));
    if (above === undefined) throw new Refusal('all-complained-of');
    const step =
      matter.handling === 'waiting'
        ? 'reroute-waiting'
        : matter.handling === 'answered'
          ? 'reroute-answered'
          : 'reroute';
    return { step, holderId: above, answerableId: above, ended: open };
  }
  const order = leadLine(matter.orders).find((o) => barred(o.toId) || barred(o.fromId));
  if (order && matter.handling === 'in-progress')
    return {
      ...{ step: 'reroute-order', holderId: order.fromId, order },
      ended: [...new Set([...openBranch(matter.orders, order), ...parts])],
    };
  return { step: 'name-complained', ended: parts };
}

function rerouteRows(
  { matter }: Locked,
  way: WayAround,
  by: { actor: Actor; now: Date },
): (Part | SetPart)[] {
  const rows = endParts(matter.id, way.ended, { state: 'cancelled', now: by.now });
  if (way.answerableId === undefined) return rows;
  return [
    ...rows,
    ...transferParts({
      ...{ messageId: matter.id, fromId: matter.answerableId, toId: way.answerableId },
      ...{ staffId: staffIdOf(by.actor), way: 'rerouted', now: by.now },
    }),
  ];
}

function conflictRows(
  messageId: number,
  { offices, posts }: Complained,
  { actor, now }: { actor: Actor; now: Date },
): Part[] {
  const by = actor.kind === 'citizen' ? actor.citizenId : actor.kind === 'staff' ? actor.staffId : 0;
  return [
    (bind) =>
      `insert into conflicts (message_id, office_id, post_id, way, by_kind, by_id, at)
       select ${bind(messageId)}::bigint, c.office, c.post, 'named', ${bind(actor.kind)}, ${bind(by)}::bigint, ${bind(now)}::timestamptz
       from (select o as office, null::bigint as post from unnest(${bind(offices)}::bigint[]) o
         union all select null, p from unnest(${bind(posts)}::bigint[]) p) c`,
  ];
}
