import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dutyQueues } from '../../src/domain/duty-queues.ts';
import {
  hearersOf,
  type Listener,
  staffHappenings,
  staffSmsAt,
  clueSmsAt,
} from '../../src/domain/telling-staff.ts';

let next = 1;
const person = (changes: Partial<Listener> = {}): Listener => ({
  staffId: next++,
  officeId: 7,
  height: 0,
  roles: ['officer'],
  watches: [],
  phone: true,
  barred: false,
  ...changes,
});
const transfer = { what: 'new-transfer', urgent: false } as const;
const told = (listeners: Listener[], telling: Parameters<typeof hearersOf>[0] = transfer) =>
  hearersOf(telling, listeners).map((each) => each.staffId);

describe('Who hears of what comes to an office', () => {
  test('whoever watches its handling, and nobody else', () => {
    const [zhao, qian] = [person({ watches: ['handling'] }), person({ watches: ['supervision'] })];
    expect(told([zhao, qian, person()])).toEqual([zhao.staffId]);
  });

  test('for what is to be ruled: whoever watches the supervision', () => {
    const [zhao, qian] = [person({ watches: ['handling'] }), person({ watches: ['supervision'] })];
    expect(told([zhao, qian], { what: 'to-rule', urgent: false })).toEqual([qian.staffId]);
  });

  test('whoever watches another queue there, where nobody watches this one', () => {
    const qian = person({ watches: ['review'] });
    expect(told([person(), qian])).toEqual([qian.staffId]);
  });

  test('everybody who works there, where nobody is on duty; who only signs is not disturbed', () => {
    const [zhao, sun] = [person(), person({ roles: ['head'] })];
    expect(told([zhao, sun, person({ roles: ['approver'] })])).toEqual([zhao.staffId, sun.staffId]);
  });

  test('the office above where it has nobody, on duty there before all others', () => {
    const [above, further] = [person({ height: 1, watches: ['handling'] }), person({ height: 2 })];
    expect(told([further, person({ height: 1 }), above])).toEqual([above.staffId]);
  });

  test('never somebody complained of: if the whole office is, the one above hears', () => {
    const above = person({ height: 1 });
    expect(told([person({ barred: true, watches: ['handling'] }), above])).toEqual([above.staffId]);
  });

  test('of a draft those who sign, on duty or not, and not those who only work on it', () => {
    const [qian, sun] = [person({ roles: ['approver'] }), person({ roles: ['head'] })];
    const draft = { what: 'draft-to-approve', urgent: true } as const;
    expect(told([person({ watches: ['handling'] }), qian, sun], draft)).toEqual([qian.staffId, sun.staffId]);
  });

  test('of a gap in the roster its heads, and nobody on duty; where there is none those above, at the end operators', () => {
    const gap = { what: 'roster-gap', urgent: false } as const;
    const [zhao, sun] = [person({ watches: ['handling'] }), person({ roles: ['officer', 'head'] })];
    const above = person({ height: 1, roles: ['head'] });
    const operator = person({ height: 10, officeId: null, roles: ['operator'] });
    expect(told([zhao, sun, above, operator], gap)).toEqual([sun.staffId]);
    expect(told([zhao, above, operator], gap)).toEqual([above.staffId]);
    expect(told([zhao, operator], gap)).toEqual([operator.staffId]);
  });

  test('in an emergency somebody with a phone too, where those on duty have none', () => {
    const [zhao, qian] = [person({ watches: ['handling'], phone: false }), person()];
    const emergency = { what: 'emergency', urgent: true } as const;
    expect(hearersOf(emergency, [zhao, qian, person({ phone: false })])).toEqual([
      { staffId: zhao.staffId, officeId: 7, rung: true },
      { staffId: qian.staffId, officeId: 7, rung: true },
    ]);
  });

  test('always somebody while anybody may hear, each once, and never who may not', () => {
    const anyone = fc.record({
      height: fc.integer({ min: 0, max: 4 }),
      roles: fc.subarray(['officer', 'approver', 'head', 'supervisor'] as const, { minLength: 1 }),
      watches: fc.subarray([...dutyQueues]),
      phone: fc.boolean(),
      barred: fc.boolean(),
    });
    const telling = fc.record({ what: fc.constantFrom(...staffHappenings), urgent: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 12 }), telling, (some, of) => {
        const listeners = some.map((each) => person(each));
        const hearers = hearersOf(of, listeners);
        const signers = listeners.filter((l) => l.roles.some((r) => r === 'approver' || r === 'head'));
        const keepers = listeners.filter((l) => l.roles.includes('head'));
        const few = { 'draft-to-approve': signers, 'roster-gap': keepers } as Record<string, Listener[]>;
        const could = (few[of.what] ?? listeners).filter((l) => !l.barred);
        expect(hearers.length > 0).toBe(could.length > 0);
        expect(new Set(hearers.map((h) => h.staffId)).size).toBe(hearers.length);
        expect(listeners.filter((l) => l.barred && hearers.some((h) => h.staffId === l.staffId))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('The telephone', () => {
  const at = (time: string) => new Date(`2026-11-09T${time}:00+08:00`);
  test.each([
    ['urgent by night rings at once', true, '03:00', at('03:00')],
    ['urgent by day rings at once', true, '10:00', at('10:00')],
    ['routine by day does not ring', false, '10:00', null],
    ['routine before seven waits until seven', false, '06:59', at('07:00')],
    ['routine after ten waits for the next morning', false, '22:00', new Date('2026-11-10T07:00:00+08:00')],
  ])('%s', (_, urgent, time, expected) => {
    expect(staffSmsAt(urgent, at(time))).toEqual(expected);
  });
});

test('A text message about a confidential report leaves at a full hour and never at night, so that no telephone tells when somebody wrote', () => {
  const at = (time: string) => clueSmsAt(new Date(`2026-11-26T${time}+08:00`)).toISOString();
  expect(at('14:03:27')).toBe('2026-11-26T07:00:00.000Z');
  expect(at('15:00:00')).toBe('2026-11-26T08:00:00.000Z');
  expect(at('21:30:00')).toBe('2026-11-26T23:00:00.000Z');
  expect(at('03:10:00')).toBe('2026-11-25T23:00:00.000Z');
});
