import { expect, test } from 'vitest';
import { type Ban, banEnds, banTerms, isInForce, waitsFor } from '../../src/domain/bans/ban.ts';
import {
  checkAppeal,
  checkAppealDecision,
  checkLift,
  checkLiftProposal,
  checkVerdict,
} from '../../src/domain/bans/check-ban.ts';
import { deedsOnBan } from '../../src/domain/bans/deeds-on-ban.ts';
import { isRefusal } from '../../src/domain/refusal.ts';

const now = new Date('2026-11-09T00:14:00Z');
const until = banEnds(30, now);
const [lin, mo, shen] = [1, 2, 3];
const proposed: Ban = {
  id: 1,
  citizenId: 7,
  state: 'proposed',
  days: 30,
  proposedBy: lin,
  decidedBy: null,
  untilAt: null,
  liftProposedBy: null,
  appeal: null,
};
const standing: Ban = { ...proposed, state: 'standing', decidedBy: mo, untilAt: until };
const appealed: Ban = { ...standing, appeal: 'waiting' };
const no = (work: () => unknown) => {
  try {
    work();
    return 'yes';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code;
  }
};
const decide = (staffId: number, outcome: 'upheld' | 'shortened' | 'lifted', days: number | null = null) =>
  no(() => checkAppealDecision(appealed, { outcome, days }, { staffId, now }));

test('A ban of seven days that is confirmed on Monday ends with the next Monday, and by itself', () => {
  expect(banEnds(7, now)).toEqual(new Date('2026-11-16T16:00:00Z'));
  expect(isInForce(standing, now)).toBe(true);
  expect(isInForce(standing, until)).toBe(false);
  expect(isInForce(proposed, now)).toBe(false);
  expect(Math.max(...banTerms)).toBe(365);
});

test('Whoever proposed a ban can take it back and not confirm it', () => {
  expect(no(() => checkVerdict(proposed, { staffId: lin, agree: true }))).toBe('second-reviewer-confirms');
  expect(no(() => checkVerdict(proposed, { staffId: lin, agree: false }))).toBe('yes');
  expect(no(() => checkVerdict(proposed, { staffId: mo, agree: true }))).toBe('yes');
  expect(no(() => checkVerdict(standing, { staffId: mo, agree: true }))).toBe('ban-over');
});

test('Lifting early takes two as well, and only while the ban stands', () => {
  const lifting = { ...standing, liftProposedBy: mo };
  expect(no(() => checkLiftProposal(standing, now))).toBe('yes');
  expect(no(() => checkLiftProposal(lifting, now))).toBe('lift-proposed');
  expect(no(() => checkLiftProposal(standing, until))).toBe('ban-over');
  expect(no(() => checkLift(lifting, { staffId: mo, agree: true, now }))).toBe('second-reviewer-confirms');
  expect(no(() => checkLift(lifting, { staffId: mo, agree: false, now }))).toBe('yes');
  expect(no(() => checkLift(lifting, { staffId: lin, agree: true, now }))).toBe('yes');
  expect(no(() => checkLift(standing, { staffId: lin, agree: true, now }))).toBe('ban-over');
});

test('A ban is appealed against once, and decided by somebody who had no part in it', () => {
  expect(no(() => checkAppeal(standing, now))).toBe('yes');
  expect(no(() => checkAppeal(appealed, now))).toBe('appealed-already');
  expect(no(() => checkAppeal({ ...standing, appeal: 'upheld' }, now))).toBe('appealed-already');
  expect(no(() => checkAppeal(standing, until))).toBe('ban-over');
  expect([decide(lin, 'lifted'), decide(mo, 'upheld'), decide(shen, 'upheld')]).toEqual([
    'third-reviewer-decides',
    'third-reviewer-decides',
    'yes',
  ]);
});

test('A shortened ban ends earlier than it did, on a day that is named', () => {
  expect([decide(shen, 'shortened'), decide(shen, 'shortened', 0), decide(shen, 'shortened', 30)]).toEqual([
    'invalid',
    'invalid',
    'invalid',
  ]);
  const to = { outcome: 'shortened', days: 3 } as const;
  expect(checkAppealDecision(appealed, to, { staffId: shen, now })).toEqual(banEnds(3, now));
});

test('A reviewer is offered what the rules let them do, and nothing else', () => {
  const offered = (ban: Ban, staffId: number, at = now) =>
    Object.entries(deedsOnBan(ban, staffId, at)).flatMap(([deed, may]) => (may ? [deed] : []));
  const lifting = { ...standing, liftProposedBy: mo };
  expect([offered(proposed, lin), offered(proposed, mo)]).toEqual([['refuse'], ['confirm', 'refuse']]);
  expect([offered(standing, lin), offered(standing, lin, until)]).toEqual([['proposeLift'], []]);
  expect([offered(lifting, mo), offered(lifting, lin)]).toEqual([['refuseLift'], ['lift', 'refuseLift']]);
  expect([lin, mo, shen].map((each) => offered(appealed, each).includes('decideAppeal'))).toEqual([
    ...[false, false, true],
  ]);
});

test('A ban waits for a second reviewer, then for a third where it is appealed against, and once it is over for nobody', () => {
  const lifting = { ...standing, liftProposedBy: mo };
  expect([proposed, standing, appealed, lifting].map((ban) => waitsFor(ban, now))).toEqual([
    ...['confirmation', null, 'appeal', 'lift'],
  ]);
  expect([appealed, lifting].map((ban) => waitsFor(ban, until))).toEqual([null, null]);
});
