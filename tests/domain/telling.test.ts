import { describe, expect, test } from 'vitest';
import { afterQuietHours, happenings, smsAt, tellingOf } from '../../src/domain/telling.ts';

/** A time of 9 November 2026 in Shanghai. */
const at = (time: string) => new Date(`2026-11-09T${time}+08:00`);

describe('what an author is told', () => {
  test('what authors do themselves is not told to them again', () => {
    const silent = happenings.filter((what) => !tellingOf(what).notice);
    expect(silent).toEqual(['received', 'followed-up', 'reopened', 'rated', 'withdrawn']);
    expect(silent.map((what) => smsAt(tellingOf(what), 'emergency', at('12:00')))).toEqual(
      silent.map(() => null),
    );
  });

  test('acceptance is told in the app only', () => {
    expect(tellingOf('accepted').notice).toBe(true);
    expect(smsAt(tellingOf('accepted'), 'normal', at('12:00'))).toBeNull();
  });
});

describe('quiet hours from 22 to 7 in Shanghai', () => {
  test.each([
    ['21:59:59.999', '21:59:59.999'],
    ['07:00:00', '07:00:00'],
    ['06:59:59.999', '07:00:00'],
    ['00:00:00', '07:00:00'],
  ])('what is due at %s leaves at %s', (due, leaves) => {
    expect(afterQuietHours(at(due))).toEqual(at(leaves));
  });

  test('what is due at ten at night leaves at seven the next morning, over the end of a month too', () => {
    expect(afterQuietHours(at('22:00'))).toEqual(new Date('2026-11-10T07:00:00+08:00'));
    expect(afterQuietHours(new Date('2026-12-31T23:30:00+08:00'))).toEqual(
      new Date('2027-01-01T07:00:00+08:00'),
    );
  });

  test('a rejection at night waits for the morning, an emergency and an officer’s own words do not', () => {
    const night = at('23:10');
    expect(smsAt(tellingOf('rejected'), 'normal', night)).toEqual(new Date('2026-11-10T07:00:00+08:00'));
    expect(smsAt(tellingOf('rejected'), 'urgent', night)).toEqual(new Date('2026-11-10T07:00:00+08:00'));
    expect(smsAt(tellingOf('rejected'), 'emergency', night)).toEqual(night);
    expect(smsAt(tellingOf('answered'), 'normal', night)).toEqual(night);
    expect(smsAt(tellingOf('progress'), 'normal', night)).toEqual(night);
  });
});
