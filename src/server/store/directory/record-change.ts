import type { Db } from '../db.ts';

/** Writes down a change of the directory or the calendar: who, when, what. */
export async function recordChange(
  tx: Db,
  change: { at: Date; by: string; what: { act: string } & Record<string, unknown> },
): Promise<void> {
  const { at, by, what } = change;
  await tx
    .insertInto('directory_changes')
    .values({ at, by, what: JSON.stringify(what) })
    .execute();
}
