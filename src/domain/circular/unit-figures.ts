import { wilson } from '../wilson.ts';

/** What a circular counts of one unit in its period; each count is of messages (or ratings). */
export const counts = [
  'received',
  'acceptDue',
  'acceptedInTime',
  'due',
  'onTime',
  'answered',
  'lateNow',
  'lateNamed',
  'returned',
  'reopened',
  'asked',
  'settled',
  'ratings',
  'satisfied',
] as const;
export type Count = (typeof counts)[number];

/** The counts of one unit with everything below it. */
export interface UnitFigures extends Record<Count, number> {
  officeId: number;
  name: string;
}

/** A rate with the number that stands behind it; null: fewer than five, not shown. */
export interface Rate {
  part: number;
  ground: number;
  value: number;
}

/** Cells under this are hidden: so few messages could be told apart. */
export const fewest = 5;
/** Is a cell hidden? None at all tells of nobody. */
export function isHidden(count: number): boolean {
  return count > 0 && count < fewest;
}

/** A place in the ranking needs this many. */
export const rankedFrom = 30;

/** The rates of a circular and what each is a share of. */
export const rates = {
  accepted: ['acceptedInTime', 'acceptDue'],
  onTime: ['onTime', 'due'],
  settled: ['settled', 'asked'],
  satisfied: ['satisfied', 'ratings'],
} as const satisfies Record<string, readonly [Count, Count]>;
export type RateName = keyof typeof rates;

/** One of the rates of a unit; null where too few stand behind it. */
export function rateOf(unit: Record<Count, number>, name: RateName): Rate | null {
  const [part, ground] = [unit[rates[name][0]], unit[rates[name][1]]];
  return ground < fewest ? null : { part, ground, value: part / ground };
}

/** A rate as a circular shows it: its share would give a hidden count away. */
export function shownRate(unit: Record<Count, number>, name: RateName): Rate | null {
  const rate = rateOf(unit, name);
  return rate && isHidden(rate.part) ? null : rate;
}

/** A unit with its place: by the lower bound of its on-time rate; null: too few to be ranked. */
export interface Ranked {
  unit: UnitFigures;
  place: number | null;
}

/** The units in the order of the ranking; those that are not ranked follow by what they received. Equal bounds share a place. */
export function ranking(units: readonly UnitFigures[]): Ranked[] {
  const bound = (u: UnitFigures) => wilson(u.onTime, u.due).low;
  const named = (a: UnitFigures, b: UnitFigures) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const ranked = units.filter((u) => u.due >= rankedFrom).sort((a, b) => bound(b) - bound(a) || named(a, b));
  const others = units
    .filter((u) => u.due < rankedFrom)
    .sort((a, b) => b.received - a.received || named(a, b));
  let place = 0;
  const placed = ranked.map((unit, i): Ranked => {
    const before = ranked[i - 1];
    if (!before || bound(before) !== bound(unit)) place = i + 1;
    return { unit, place };
  });
  return [...placed, ...others.map((unit) => ({ unit, place: null }))];
}

/** All units together. */
export function totalOf(units: readonly UnitFigures[]): Record<Count, number> {
  const sum = (count: Count) => units.reduce((n, unit) => n + unit[count], 0);
  return Object.fromEntries(counts.map((count) => [count, sum(count)])) as Record<Count, number>;
}

/** Praised: ranked, on time for certain in nine of ten, nothing late now, and settled for most of those asked. */
export function praised(units: readonly UnitFigures[]): UnitFigures[] {
  return ranking(units)
    .filter(({ unit, place }) => {
      const settled = rateOf(unit, 'settled');
      const certain = wilson(unit.onTime, unit.due).low >= 0.9;
      return place !== null && certain && unit.lateNow === 0 && (settled === null || settled.value >= 0.6);
    })
    .map(({ unit }) => unit);
}

/** Blamed: late for more than the dossier and five further working days; or for certain less than eight of ten on time. */
export function blamed(units: readonly UnitFigures[]): { unit: UnitFigures; late: boolean; slow: boolean }[] {
  return ranking(units)
    .map(({ unit, place }) => ({
      unit,
      late: unit.lateNamed > 0,
      slow: place !== null && wilson(unit.onTime, unit.due).high < 0.8,
    }))
    .filter(({ late, slow }) => late || slow)
    .reverse();
}
