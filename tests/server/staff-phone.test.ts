import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { keepPhone } from '../../src/server/life/people/keep-phone.ts';
import { rowsOf } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let stage: Stage;
let zhao: Staff;
let head: Staff;
const minutes = (n: number) => new Date(stage.start.getTime() + n * 60_000);

beforeAll(async () => {
  stage = await setStage();
  const { officeId } = await stage.leader('广元市委书记');
  zhao = await stage.staff('经办人赵', 'officer', officeId);
  head = await stage.staff('负责人孙', 'head', officeId);
});
afterAll(() => stage?.close());

describe('The phone of a member of staff', () => {
  test('is kept sealed, replaced and forgotten by themselves or an operator, and by nobody else', async () => {
    const operator = await stage.staff('运营乙', 'operator');
    await keepPhone({ staffId: head.staffId, phone: '13900000009' }, operator, minutes(1));
    const since = () =>
      rowsOf<{ phone_at: Date | null }>('select phone_at from staff where id = $1', [head.staffId]);
    expect(await since()).toEqual([{ phone_at: minutes(1) }]);
    await expect(
      keepPhone({ staffId: head.staffId, phone: '13900000008' }, zhao, minutes(2)),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(
      keepPhone({ staffId: head.staffId, phone: '12345' }, head, minutes(2)),
    ).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(rowsOf('select * from private.staff_phones')).rejects.toThrow(/permission denied/);
    const [change] = await rowsOf<{ text: string }>(
      `select what::text as text from directory_changes where what->>'act' = 'keep-phone' order by id desc limit 1`,
    );
    expect(change?.text).not.toContain('1390000');
    await keepPhone({ staffId: head.staffId, phone: '' }, head, minutes(3));
    expect(await since()).toEqual([{ phone_at: null }]);
  });
});
