import type { Actor } from '../../../domain/actor.ts';
import { workingDaysBetween } from '../../../domain/calendar.ts';
import { mostReminders } from '../../../domain/bulletins.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { openReceipts } from '../../store/bulletin-receipts.ts';
import { lockBulletin, remindUnits as remind } from '../../store/bulletins.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { speakerFor, worksAt } from './at-office.ts';

/** Reminding by hand again within this time would only be noise. */
const pauseMs = 3_600_000;
/** What nobody signed in so long is past reminding. */
const remindedFor = 60 * 86_400_000;

/** The office that sent a bulletin reminds the units that have not signed for it. */
export async function remindUnits(
  bulletinId: number,
  actor: Actor,
  now: Date,
): Promise<{ reminded: number }> {
  return app()
    .transaction()
    .execute(async (tx) => {
      const bulletin = await lockBulletin(tx, bulletinId);
      if (!bulletin || (actor.kind === 'staff' && !worksAt(actor, bulletin.office_id)))
        throw new Refusal('not-found');
      speakerFor(actor, bulletin.office_id);
      if (bulletin.state !== 'published') throw new Refusal('not-published');
      const open = await openReceipts(tx, { bulletinId });
      const due = open.filter((r) => r.reminded === 0 || now.getTime() - r.since.getTime() >= pauseMs);
      return { reminded: await remind(tx, due, now) };
    });
}

/** The machine reminds units that have not signed after the working days that the sender set, three times at most. */
export async function remindLateUnits(now: Date): Promise<number> {
  const calendar = await knownCalendar(now);
  const publishedAfter = new Date(now.getTime() - remindedFor);
  const open = await openReceipts(app(), { publishedAfter, most: mostReminders });
  const due = open.filter((r) => workingDaysBetween(r.since, now, calendar) >= r.remindAfter);
  return app()
    .transaction()
    .execute((tx) => remind(tx, due, now));
}
