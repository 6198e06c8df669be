import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, isWorkingDay } from '../../src/domain/calendar.ts';
import {
  type ClockPolicy,
  governing,
  isUnderPetitionLaw,
  policedClocks,
  type Ruled,
  ruledLengths,
} from '../../src/domain/clock-policies.ts';
import { promiseFrom } from '../../src/domain/clocks.ts';
import { extendedDue } from '../../src/domain/extending.ts';
import { dueByCalendar, dueByPolicies, type FollowingClock } from '../../src/domain/following.ts';
import { kinds, urgencies } from '../../src/domain/message.ts';
import { dueAfterPause } from '../../src/domain/pausing.ts';
import { calendarOf2020, plainWeek, shanghai } from './calendar-of-2020.ts';

const since = shanghai('2020-01-01');
const now = shanghai('2020-03-09', '10:00:13');
const regions = ['510802', '510800', '510000'];
let lastId = 0;
const policy = (changes: Partial<ClockPolicy> = {}): ClockPolicy => ({
  id: (lastId += 1),
  clock: 'reply',
  regionCode: null,
  officeId: null,
  campaignId: null,
  kind: null,
  urgency: null,
  length: { workingDays: 7 },
  validFrom: since,
  ...changes,
});
const help: Ruled = { regions, officeId: 10, kind: 'help', urgency: 'normal' };
const anyPolicy: fc.Arbitrary<ClockPolicy> = fc.record({
  id: fc.integer({ min: 1, max: 1e9 }),
  clock: fc.constantFrom(...policedClocks),
  regionCode: fc.constantFrom(null, ...regions, '330000'),
  officeId: fc.constantFrom(null, 10, 11),
  campaignId: fc.constantFrom(null, 5),
  kind: fc.constantFrom(null, ...kinds),
  urgency: fc.constantFrom(null, ...urgencies),
  length: fc.integer({ min: 1, max: 30 }).map((n) => ({ workingDays: n })),
  validFrom: fc.integer({ min: -20, max: 20 }).map((days) => new Date(now.getTime() + days * 86_400_000)),
});
const anyMessage: fc.Arbitrary<Ruled> = fc.record({
  regions: fc.constantFrom(regions, regions.slice(1), []),
  officeId: fc.constantFrom(null, 10, 12),
  campaignId: fc.constantFrom(null, 5),
  kind: fc.constantFrom(...kinds),
  urgency: fc.constantFrom(...urgencies),
});

describe('the policy that governs', () => {
  test('is the most specific: campaign, office, nearest region, urgency, kind, the later one', () => {
    const ladder = [
      policy(),
      policy({ kind: 'help' }),
      policy({ urgency: 'normal' }),
      policy({ urgency: 'normal', kind: 'help' }),
      policy({ regionCode: '510000' }),
      policy({ regionCode: '510800' }),
      policy({ regionCode: '510802', kind: 'help' }),
      policy({ officeId: 10 }),
      policy({ campaignId: 5 }),
    ];
    const of = { ...help, campaignId: 5 };
    for (let n = 1; n <= ladder.length; n += 1)
      expect(governing(ladder.slice(0, n).toReversed(), 'reply', of, now)).toBe(ladder[n - 1]);
    const [older, newer] = [policy(), policy({ validFrom: shanghai('2020-02-01') })];
    expect(governing([newer, older], 'reply', help, now)).toBe(newer);
  });

  test('does not hang on the order in which policies stand, fits, and is never beaten by one that fits better', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyPolicy, { selector: (p) => p.id, maxLength: 12 }),
        anyMessage,
        (policies, of) => {
          for (const clock of policedClocks) {
            const one = governing(policies, clock, of, now);
            expect(governing(policies.toReversed(), clock, of, now)).toBe(one);
            if (!one) continue;
            expect(one.clock).toBe(clock);
            expect(one.validFrom.getTime()).toBeLessThanOrEqual(now.getTime());
            expect([null, of.officeId]).toContain(one.officeId);
            expect([null, of.kind]).toContain(one.kind);
            if (of.urgency === 'emergency') expect(one.urgency).toBe('emergency');
            // Alone against any other that is in force for this clock, it wins or the other does not fit.
            for (const other of policies)
              if (governing([other], clock, of, now))
                expect(governing([one, other], clock, of, now)).toBe(one);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('changes nothing for an emergency unless it says so', () => {
    const emergency = { ...help, urgency: 'emergency' } as const;
    expect(governing([policy({ officeId: 10 })], 'reply', emergency, now)).toBeUndefined();
    expect(governing([policy({ urgency: 'emergency' })], 'reply', emergency, now)).toBeDefined();
  });
});

test('the petition law of an office gives 75 days for what it covers, and an explicit length goes before it', () => {
  const law = policy({ clock: 'petition-law', officeId: 10, length: null });
  expect(ruledLengths([law], help, now)('reply')).toEqual({ days: 75 });
  expect(ruledLengths([law], help, now)('accept')).toEqual({ days: 15 });
  expect(ruledLengths([law], help, now)('visit')).toBeUndefined();
  expect(isUnderPetitionLaw([law], { ...help, officeId: 11 }, now)).toBe(false);
  expect(isUnderPetitionLaw([law], { ...help, kind: 'consultation' }, now)).toBe(false);
  expect(isUnderPetitionLaw([law], { ...help, urgency: 'emergency' }, now)).toBe(false);
  expect(ruledLengths([law, policy()], help, now)('reply')).toEqual({ workingDays: 7 });
});

describe('running clocks follow', () => {
  const facts = { ...help, ministry: false, receivedAt: shanghai('2020-03-02', '09:00:13') };
  const clock = (changes: Partial<FollowingClock> = {}): FollowingClock => ({
    what: 'reply',
    promise: true,
    startsAt: facts.receivedAt,
    dueAt: promiseFrom(facts.receivedAt, facts, calendarOf2020).due.at,
    paused: false,
    given: false,
    forecast: false,
    pauses: [],
    ...changes,
  });
  const dueUnder = (length: number, changes: Partial<FollowingClock> = {}) =>
    dueByPolicies(
      clock(changes),
      facts,
      { policies: [policy({ length: { workingDays: length } })], calendar: calendarOf2020 },
      now,
    );

  test('a shorter length, never a longer one, and not to a time that is over', () => {
    expect(clock().dueAt).toEqual(shanghai('2020-03-17'));
    expect(dueUnder(8)).toEqual(shanghai('2020-03-13'));
    expect(dueUnder(12)).toEqual(shanghai('2020-03-17'));
    expect(dueUnder(2)).toEqual(shanghai('2020-03-11'));
    expect(dueUnder(8, { paused: true })).toEqual(shanghai('2020-03-17'));
    expect(dueUnder(8, { given: true })).toEqual(shanghai('2020-03-17'));
    const pause = { at: shanghai('2020-03-03', '09:00:00'), endedAt: shanghai('2020-03-04', '09:00:00') };
    expect(dueUnder(8, { dueAt: shanghai('2020-03-18'), pauses: [pause] })).toEqual(shanghai('2020-03-14'));
  });

  test('random lives of one promise: never a rest day, and later only by a pause, an extension or a changed calendar', () => {
    const act = fc.oneof(
      fc.record({ act: fc.constant('policy' as const), length: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ act: fc.constant('pause' as const), hours: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ act: fc.constant('calendar' as const), rest: fc.integer({ min: 0, max: 20 }) }),
      fc.record({ act: fc.constant('extension' as const), days: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ act: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let at = facts.receivedAt;
        let calendar = calendarOf2020;
        let policies: ClockPolicy[] = [];
        let running = clock();
        for (const each of acts) {
          const before = running.dueAt;
          if (each.act === 'wait') at = new Date(at.getTime() + each.hours * 3_600_000);
          if (each.act === 'policy') {
            policies = [policy({ length: { workingDays: each.length } })];
            running = { ...running, dueAt: dueByPolicies(running, facts, { policies, calendar }, at) };
            expect(running.dueAt.getTime()).toBeLessThanOrEqual(before.getTime());
          }
          if (each.act === 'pause' && at < running.dueAt) {
            const pause = { at, endedAt: new Date(at.getTime() + each.hours * 3_600_000) };
            at = pause.endedAt;
            const dueAt = dueAfterPause(before, pause, calendar).at;
            running = { ...running, dueAt, pauses: [...running.pauses, pause] };
            expect(dueAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
          }
          if (each.act === 'extension' && at < running.dueAt) {
            const on = addDays(dayOf(new Date(before.getTime() - 1)), each.days);
            const of = { ...facts, dueAt: before, byPetitionLaw: false };
            running = { ...running, given: true, dueAt: extendedDue(of, { on }, calendar).at };
            expect(running.dueAt.getTime()).toBeGreaterThan(before.getTime());
          }
          if (each.act === 'calendar') {
            const day = dayOf(new Date(at.getTime() + each.rest * 86_400_000));
            const after = {
              ...calendar,
              exceptions: new Map([...calendar.exceptions, [day, false] as const]),
            };
            running = { ...running, dueAt: dueByCalendar(running, calendar, after).at };
            calendar = after;
          }
          const last = dayOf(new Date(running.dueAt.getTime() - 1));
          expect(isWorkingDay(last, calendar), `${each.act}: ${last}`).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a changed calendar keeps the number of working days', () => {
    const rest = {
      ...plainWeek,
      exceptions: new Map([...plainWeek.exceptions, ['2020-03-06', false] as const]),
    };
    const days = {
      what: 'reply',
      startsAt: shanghai('2020-03-02', '09:00:13'),
      dueAt: shanghai('2020-03-11'),
    };
    expect(dueByCalendar(days, plainWeek, rest).at).toEqual(shanghai('2020-03-12'));
    expect(dueByCalendar(days, rest, plainWeek).at).toEqual(shanghai('2020-03-10'));
    const close = { ...days, what: 'close', dueAt: shanghai('2020-03-07') };
    expect(dueByCalendar(close, plainWeek, rest).at).toEqual(shanghai('2020-03-10'));
    const hours = { ...days, dueAt: shanghai('2020-03-06', '09:00:13') };
    expect(dueByCalendar(hours, plainWeek, rest).at).toEqual(hours.dueAt);
  });
});
