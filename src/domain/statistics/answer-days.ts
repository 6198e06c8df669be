/** A bucket of the time that first answers took: working days one by one to 30, then 31–60, then more. */
export type AnswerDays = `days-${string}`;

/** To here each working day has a bucket of its own. */
export const countedSingly = 30;
const longest = [31, 61] as const;

/** The bucket of an answer that took so many working days. */
export function answerDaysOf(days: number): AnswerDays {
  const from = days > 60 ? longest[1] : days > countedSingly ? longest[0] : Math.max(0, days);
  return `days-${String(from).padStart(2, '0')}`;
}

/** How many first answers took how long: working days (31 for 31–60, 61 for more) → answers. */
export type AnswerTimes = ReadonlyMap<number, number>;

/** The first working day of a bucket by its name; undefined for another measure. */
export function daysOfBucket(measure: string): number | undefined {
  const found = /^days-(\d\d)$/.exec(measure);
  return found ? Number(found[1]) : undefined;
}

/** How many answers stand behind the times. */
export function answersIn(times: AnswerTimes): number {
  return [...times.values()].reduce((sum, n) => sum + n, 0);
}

/** How many answers came within so many working days (at most 30). */
export function answeredWithin(times: AnswerTimes, days: number): number {
  return [...times].reduce((sum, [took, n]) => (took <= days ? sum + n : sum), 0);
}

/** The working days within which this share of the answers came: the smallest day that holds it (nearest rank); null without answers. 31 means 31–60, 61 more. */
export function percentileDays(times: AnswerTimes, share: number): number | null {
  const rank = Math.ceil(share * answersIn(times));
  let reached = 0;
  for (const [days, n] of [...times].sort(([a], [b]) => a - b)) {
    reached += n;
    if (reached >= rank && n > 0) return days;
  }
  return null;
}
