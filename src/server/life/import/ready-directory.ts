import { generateDirectory } from '../directory/generation/generate-directory.ts';
import { seedCalendar } from '../../store/calendar.ts';
import { app } from '../../store/db.ts';

/** Makes the directory and the calendar where the house is new; an import may be its first visitor. */
export async function readyDirectory(now: Date): Promise<void> {
  const there = await app()
    .selectFrom('offices')
    .select('id')
    .where('code', '=', 'review-desk')
    .executeTakeFirst();
  if (there) return;
  await app()
    .transaction()
    .execute(async (tx) => {
      await generateDirectory(tx, now);
      await seedCalendar(tx, now);
    });
}
