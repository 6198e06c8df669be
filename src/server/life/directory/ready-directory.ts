import { sql } from 'kysely';
import { seedCalendar } from '../../store/calendar.ts';
import { app } from '../../store/db.ts';
import { forgetCalendar, knownCalendar } from '../../store/known-calendar.ts';
import { generateDirectory } from './generation/generate-directory.ts';

/** Makes the directory and the calendar where the house is new, and adds what is missing where it is not: at every start, by one process at a time. */
export async function readyDirectory(now: Date): Promise<void> {
  await app()
    .transaction()
    .execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext('huiyin.directory'))`.execute(tx);
      await generateDirectory(tx, now);
      await seedCalendar(tx, now);
    });
  forgetCalendar();
  await knownCalendar(now);
}
