import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, isWorkingDay, workingDaysBetween } from '../../src/domain/calendar.ts';
import { promiseFrom } from '../../src/domain/clocks.ts';
import { extendedDue, latestExtension } from '../../src/domain/extending.ts';
import { firingOf, goesOnAt, namedAfter } from '../../src/domain/firing.ts';
import { kinds, urgencies } from '../../src/domain/message.ts';
import { dueAfterPause, resumesAt } from '../../src/domain/pausing.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { calendarOf2020, plainWeek, shanghai } from './calendar-of-2020.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const after = (at: Date, ms: number) => new Date(at.getTime() + ms);
const endOfDay = (at: Date) => dayOf(new Date(at.getTime() - 1));
const moment = fc
  .integer({ min: 0, max: 300 * 24 * 60 })
  // Never on the stroke of midnight: by that a due time of days is known.
  .map((minutes) => after(shanghai('2020-01-06', '00:00:13'), minutes * minute));
const calendar = fc.constantFrom(calendarOf2020, plainWeek);
const facts = fc.record({
  kind: fc.constantFrom(...kinds.filter((kind) => kind !== 'thanks')),
  urgency: fc.constantFrom(...urgencies),
  ministry: fc.constant(false),
  receivedAt: moment,
});
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'taken';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.faults[0]?.code ?? error.code;
  }
};

describe('a promise that waits for the citizen', () => {
  test('keeps the working days, or the hours, that were left when it was paused', () => {
    fc.assert(
      fc.property(
        facts,
        calendar,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.nat(30 * 24 * 60),
        (of, days, share, minutes) => {
          const { due } = promiseFrom(of.receivedAt, of, days);
          const at = after(of.receivedAt, Math.floor(share * (due.at.getTime() - of.receivedAt.getTime())));
          const endedAt = after(at, (minutes + 1) * minute);
          const moved = dueAfterPause(due.at, { at, endedAt }, days).at;
          if (of.urgency === 'emergency') {
            expect(moved.getTime() - endedAt.getTime()).toBe(due.at.getTime() - at.getTime());
            return;
          }
          expect(moved.getTime()).toBeGreaterThanOrEqual(due.at.getTime());
          expect(isWorkingDay(endOfDay(moved), days)).toBe(true);
          const resumed = after(endedAt, -1);
          if (dayOf(resumed) === dayOf(at)) expect(moved).toEqual(due.at);
          else if (isWorkingDay(dayOf(resumed), days) || workingDaysBetween(at, due.at, days) > 0)
            expect(workingDaysBetween(resumed, moved, days)).toBe(workingDaysBetween(at, due.at, days));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('goes on by a date at most 30 days ahead, an emergency within 24 hours', () => {
    const now = shanghai('2020-03-09', '10:00:00');
    expect(resumesAt({ on: '2020-03-09' }, 'normal', now)).toEqual(shanghai('2020-03-10'));
    expect(resumesAt({ on: '2020-04-08' }, 'normal', now)).toEqual(shanghai('2020-04-09'));
    expect(codeOf(() => resumesAt({ on: '2020-04-09' }, 'normal', now))).toBe('pause-too-long');
    for (const on of ['2020-03-08', '2020-02-30', '9 March', ''])
      expect(
        codeOf(() => resumesAt({ on }, 'normal', now)),
        on,
      ).toBe('wrong-choice');
    expect(codeOf(() => resumesAt({}, 'normal', now))).toBe('wrong-choice');
    expect(resumesAt({ hours: 24 }, 'emergency', now)).toEqual(after(now, day));
    for (const until of [{ hours: 25 }, { on: '2020-03-10' }])
      expect(codeOf(() => resumesAt(until, 'emergency', now))).toBe('pause-of-emergency');
    for (const hours of [0, -1, 1.5, Number.NaN])
      expect(codeOf(() => resumesAt({ hours }, 'emergency', now))).toBe('wrong-choice');
  });

  test('speaks when it resumes, and not before; then at half and four fifths of the time that was used', () => {
    const [startsAt, dueAt] = [shanghai('2020-03-09'), shanghai('2020-03-19')];
    const paused = {
      what: 'reply',
      promise: true,
      startsAt,
      dueAt,
      stage: 0,
      idleMs: 0,
      resumesAt: shanghai('2020-03-18'),
    };
    expect(firingOf(paused, shanghai('2020-03-17'))).toEqual({
      stages: [],
      nextAt: paused.resumesAt,
      effect: null,
    });
    expect(firingOf(paused, shanghai('2020-03-25'))).toEqual({
      stages: [],
      nextAt: null,
      effect: 'resume-due',
    });
    // Two of ten days were used, eight stood still: half is after three more.
    const resumed = { startsAt, dueAt: shanghai('2020-03-27'), idleMs: 8 * day };
    expect(goesOnAt(resumed, shanghai('2020-03-18'))).toEqual({ stage: 0, nextAt: shanghai('2020-03-22') });
    expect(goesOnAt(resumed, shanghai('2020-03-22'))).toEqual({
      stage: 1,
      nextAt: shanghai('2020-03-25'),
    });
  });
});

describe('an extension', () => {
  test('ends with a working day, later than the promise and within the limit of its kind', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(
        facts,
        calendar,
        fc.integer({ min: -3, max: 45 }),
        fc.boolean(),
        (given, days, ahead, byPetitionLaw) => {
          const of = { ...given, dueAt: promiseFrom(given.receivedAt, given, days).due.at, byPetitionLaw };
          const until = { on: dayOf(after(of.dueAt, ahead * day - 1)), hours: ahead };
          outcomes.add(
            codeOf(() => {
              const due = extendedDue(of, until, days).at;
              expect(due.getTime()).toBeGreaterThan(of.dueAt.getTime());
              expect(due.getTime()).toBeLessThanOrEqual(latestExtension(of, days).getTime());
              if (of.urgency === 'emergency') expect(due.getTime() - of.dueAt.getTime()).toBe(ahead * hour);
              else expect(isWorkingDay(endOfDay(due), days)).toBe(true);
            }),
          );
        },
      ),
      { numRuns: 2000 },
    );
    expect([...outcomes].sort()).toEqual(['extension-too-long', 'not-later', 'taken', 'wrong-choice']);
  });

  test.each([
    ['consultation', 5, '2020-03-19'],
    ['help', 10, '2020-03-26'],
    ['suggestion', 10, '2020-03-26'],
    ['complaint', 15, '2020-04-02'],
  ] as const)('of a %s is %i working days at most', (kind, _, end) => {
    const of = { kind, urgency: 'normal', dueAt: shanghai('2020-03-12'), byPetitionLaw: false } as const;
    expect(latestExtension(of, plainWeek)).toEqual(shanghai(end));
  });

  test('under the petition law is 30 days at most', () => {
    const of = {
      kind: 'help',
      urgency: 'normal',
      dueAt: shanghai('2020-03-12'),
      byPetitionLaw: true,
    } as const;
    // 10 April is a Friday.
    expect(latestExtension(of, plainWeek)).toEqual(shanghai('2020-04-11'));
  });
});

test('what is late is named in a circular five working days after its dossier', () => {
  expect(namedAfter(shanghai('2020-03-12'), calendarOf2020)).toEqual(shanghai('2020-03-20'));
});
