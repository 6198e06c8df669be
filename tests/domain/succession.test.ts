import { describe, expect, test } from 'vitest';
import { noConflicts } from '../../src/domain/conflict.ts';
import type { Order, OrderState } from '../../src/domain/hand-down/order.ts';
import { succession } from '../../src/domain/hand-down/succession.ts';

const [city, county, bureau, heir, heirBureau, province] = [10, 20, 21, 30, 31, 1];
const at = new Date('2026-11-09T00:00:00Z');
const heirs = new Map([
  [county, heir],
  [bureau, heirBureau],
]);
const order = (id: number, fromId: number, toId: number, state: OrderState = 'accepted'): Order => ({
  ...{ id, fromId, toId, state, parentId: id === 1 ? null : 1, role: 'lead', binding: false },
  ...{ returnUntilAt: at, dueAt: at, revealGranted: false },
});
const message = {
  ...{ answerableId: city, holderId: bureau, conflicts: noConflicts, handling: 'in-progress' as const },
  orders: [order(1, city, county), order(2, county, bureau)],
};

describe('An office that ended', () => {
  test('hands on what it ordered, has and holds; what others have stays theirs', () => {
    expect(succession(message, heirs, [province])).toEqual({
      ...{ answerableId: city, holderId: heirBureau, afresh: false },
      moved: [order(1, city, heir), order(2, heir, heirBureau)],
    });
    expect(succession(message, new Map([[99, 100]]), [])).toBeUndefined();
  });

  test('hands on what it answers for, with what waits for its acceptance', () => {
    const waiting = { ...message, answerableId: county, holderId: county, handling: 'waiting' as const };
    expect(succession({ ...waiting, orders: [] }, heirs, [city])).toEqual({
      ...{ answerableId: heir, holderId: heir, afresh: false, moved: [] },
    });
  });

  test('leaves what was returned as it was, but for who has to rule on it', () => {
    const returned = [order(1, city, county), order(2, county, bureau, 'returned')];
    expect(succession({ ...message, holderId: county, orders: returned }, heirs, [])?.moved).toEqual([
      order(1, city, heir),
      order(2, heir, bureau, 'returned'),
    ]);
  });

  test('ends the chain where two of its units became one, or orderer and unit', () => {
    const twins = [order(1, city, county), { ...order(3, city, heir), role: 'joint' as const }];
    const begun = { answerableId: city, holderId: city, moved: [], afresh: true };
    expect(succession({ ...message, holderId: county, orders: twins }, heirs, [])).toEqual(begun);
    const inward = new Map([[county, city]]);
    expect(succession({ ...message, holderId: county }, inward, [])).toEqual(begun);
  });

  test('hands nothing to whom the message complains of: the one above answers', () => {
    const complained = { ...noConflicts, officeIds: [heir] };
    const own = { ...message, answerableId: county, holderId: county, orders: [], conflicts: complained };
    expect(succession(own, heirs, [heir, city, province])).toMatchObject({
      answerableId: city,
      holderId: city,
    });
  });
});
