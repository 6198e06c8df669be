import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { isProvisional, isWorkingDay, workingDayAfter } from '../../src/domain/calendar.ts';
import { setCalendarDays } from '../../src/server/life/directory/changes/set-calendar-days.ts';
import { loadCalendar, seedCalendar } from '../../src/server/store/calendar.ts';
import { statutoryDays } from '../../src/server/store/directory/statutory-days.ts';
import { openDirectoryStage, type DirectoryStage } from '../support/directory-stage.ts';

const now = new Date('2026-11-09T00:14:00Z');
const by: Actor = {
  kind: 'staff',
  staffId: 7,
  name: '何操作',
  duties: [{ role: 'operator', officeId: null, postId: null }],
};
let stage: DirectoryStage;

beforeAll(async () => {
  stage = await openDirectoryStage();
  await stage.db.transaction().execute((tx) => seedCalendar(tx, now));
});
afterAll(() => stage.close());

describe('Announced years', () => {
  test('2018 to 2026 are official, the two years ahead provisional', async () => {
    const { officialYears } = await loadCalendar(stage.db);
    expect([...officialYears].toSorted()).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    const { rows } = await sql`select year from calendar_years where provisional order by year`.execute(
      stage.db,
    );
    expect(rows).toEqual([{ year: 2027 }, { year: 2028 }]);
  });

  test('The Spring Festival of 2020 was extended to 2 February', async () => {
    const calendar = await loadCalendar(stage.db);
    const working = [
      '2020-01-19',
      '2020-01-23',
      '2020-01-24',
      '2020-01-31',
      '2020-02-01',
      '2020-02-02',
      '2020-02-03',
    ];
    expect(working.filter((day) => isWorkingDay(day, calendar))).toEqual([
      '2020-01-19',
      '2020-01-23',
      '2020-02-03',
    ]);
    expect(workingDayAfter('2020-01-23', 1, calendar)).toBe('2020-02-03');
  });

  test('Make-up days are worked, and only days that differ from the plain week are exceptions', async () => {
    const calendar = await loadCalendar(stage.db);
    expect(isWorkingDay('2026-02-14', calendar)).toBe(true);
    expect(isWorkingDay('2026-10-10', calendar)).toBe(true);
    for (const [day, working] of calendar.exceptions) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      expect([day, working]).toEqual([day, weekday === 0 || weekday === 6]);
    }
  });
});

describe('Years ahead', () => {
  test('The statutory days rest, and a due day there is provisional', async () => {
    const calendar = await loadCalendar(stage.db);
    const rests = [
      '2027-01-01',
      '2027-02-05',
      '2027-02-08',
      '2027-04-05',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
    ];
    expect(rests.filter((day) => isWorkingDay(day, calendar))).toEqual([]);
    expect(isProvisional(new Date('2027-01-05T16:00:00Z'), calendar)).toBe(true);
    expect(isProvisional(new Date('2026-11-20T16:00:00Z'), calendar)).toBe(false);
  });

  test('In 2026 the computed days all rest in the announced arrangement', async () => {
    const calendar = await loadCalendar(stage.db);
    expect(statutoryDays(2026)).toHaveLength(13);
    expect(statutoryDays(2026).filter(({ day }) => isWorkingDay(day, calendar))).toEqual([]);
    expect(statutoryDays(2028).find(({ day }) => day === '2028-10-03')?.name).toBe('中秋、国庆节');
  });
});

test('Seeded again nothing changes; a year later one more year is added', async () => {
  await stage.undone(async (tx) => {
    expect(await seedCalendar(tx, now)).toEqual({ official: [], provisional: [] });
    expect(await seedCalendar(tx, new Date('2027-01-01T00:00:00Z'))).toEqual({
      official: [],
      provisional: [2029],
    });
  });
});

test('What an operator announces replaces the computed year, and no later seeding undoes it', async () => {
  await stage.undone(async (tx) => {
    const days = [
      { day: '2027-02-09', working: false, name: '春节' },
      { day: '2027-02-20', working: true, name: '春节调休上班' },
    ];
    await setCalendarDays(
      tx,
      { days, announcedYear: 2027, source: '国务院办公厅关于2027年部分节假日安排的通知' },
      by,
      now,
    );
    const calendar = await loadCalendar(tx);
    expect(calendar.officialYears.has(2027)).toBe(true);
    expect([isWorkingDay('2027-02-09', calendar), isWorkingDay('2027-02-20', calendar)]).toEqual([
      false,
      true,
    ]);
    // Computed days that the notice does not name fall back to the plain week.
    expect(isWorkingDay('2027-06-09', calendar)).toBe(true);
    await seedCalendar(tx, now);
    expect((await loadCalendar(tx)).exceptions).toEqual(calendar.exceptions);
  });
});

test('An emergency change stands although the package says otherwise', async () => {
  await stage.undone(async (tx) => {
    await setCalendarDays(
      tx,
      { days: [{ day: '2026-11-10', working: false, name: '抗洪停工' }], source: '省政府通告' },
      by,
      now,
    );
    await sql`update calendar_years set source = 'chinese-days 1.0.0' where year = 2026`.execute(tx);
    expect((await seedCalendar(tx, now)).official).toEqual([2026]);
    expect(isWorkingDay('2026-11-10', await loadCalendar(tx))).toBe(false);
  });
});

test.each([
  [
    'a day that does not exist',
    { days: [{ day: '2027-02-30', working: false, name: null }], source: '通知' },
  ],
  [
    'a day of another year',
    { days: [{ day: '2026-12-31', working: false, name: null }], announcedYear: 2027, source: '通知' },
  ],
  ['no source', { days: [{ day: '2027-02-09', working: false, name: null }], source: ' ' }],
  ['no days', { days: [], source: '通知' }],
])('Refused: %s', async (_, entry) => {
  await expect(stage.undone((tx) => setCalendarDays(tx, entry, by, now))).rejects.toMatchObject({
    code: 'invalid',
  });
});
