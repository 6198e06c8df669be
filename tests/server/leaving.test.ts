import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { beginSession } from '../../src/server/access/session.ts';
import { makeStaffToken } from '../../src/server/access/staff-token.ts';
import { whoByBearer, whoBySession } from '../../src/server/access/who.ts';
import { forgetEntry } from '../../src/server/life/people/forget-entry.ts';
import { letGo } from '../../src/server/life/people/let-go.ts';
import { rowsOf } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let officeId: number;
let operator: Extract<Actor, { kind: 'staff' }>;
const now = new Date('2026-11-26T01:00:00Z');
const visitor = { kind: 'visitor' };

beforeAll(async () => {
  stage = await setStage();
  ({ officeId } = await stage.leader('广元市委书记'));
  operator = await stage.staff('方舟', 'operator');
});
afterAll(() => stage.close());

/** Somebody with a session and a program that works for them. */
async function atWork(name: string) {
  const { staffId } = await stage.staff(name, 'officer', officeId);
  const { secret: session } = await beginSession({ staffId }, now);
  const token = await makeStaffToken({ staffId, purpose: 'bearer', label: '报表' }, now);
  expect(await whoBySession(session, now)).toMatchObject({ staffId });
  expect(await whoByBearer(token, now)).toMatchObject({ staffId });
  return { staffId, session, token };
}

test('Whoever leaves holds nothing from that minute: no session, no token of a program, no duty', async () => {
  const { staffId, session, token } = await atWork('赵明');
  await letGo(staffId, operator, now);
  expect([await whoBySession(session, now), await whoByBearer(token, now)]).toEqual([visitor, visitor]);
  const held = await rowsOf(
    'select id from staff_roles where staff_id = $1 and (to_at is null or to_at > $2)',
    [staffId, now],
  );
  expect(held).toEqual([]);
  await expect(letGo(staffId, operator, now)).rejects.toMatchObject({ code: 'not-found' });
  const [change] = await rowsOf<{ what: unknown }>(
    'select what from directory_changes order by id desc limit 1',
  );
  expect(change?.what).toMatchObject({ act: 'let-go', staffId, duties: 1 });
});

test('A way in that is cleared takes the tokens of programs with it', async () => {
  const { staffId, session, token } = await atWork('钱亮');
  await forgetEntry(staffId, operator, now);
  expect([await whoBySession(session, now), await whoByBearer(token, now)]).toEqual([visitor, visitor]);
});

test('Nobody lets themselves go, nor does who keeps no directory', async () => {
  const officer = await stage.staff('孙立', 'officer', officeId);
  await expect(letGo(operator.staffId, operator, now)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(letGo(operator.staffId, officer, now)).rejects.toMatchObject({ code: 'not-allowed' });
});
