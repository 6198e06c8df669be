import { reviewDesk, supervisionDesk } from '../../../../domain/directory/offices-of.ts';
import { dayOf } from '../../../../domain/calendar.ts';
import type { Db } from '../../../store/db.ts';
import { insertOffices } from '../../../store/directory/insert-offices.ts';
import { insertTopics } from '../../../store/directory/insert-topics.ts';
import { recordChange } from '../../../store/directory/record-change.ts';
import { addMinistries } from './add-ministries.ts';
import { addRegions, type Added } from './add-regions.ts';
import { publishedRegions, type PublishedRegions } from './published-regions.ts';
import { listedTopics } from './seed-files.ts';

/** What the first start put into the directory, and which rows of the list it left out. */
export interface Generated extends Added {
  ministries: number;
  skipped: PublishedRegions['skipped'];
}

/**
 * Makes the directory of a new house: topics, the platform's desks, regions down to the county with their posts,
 * offices and units, and the ministries. Run again, it adds only what is missing.
 */
export async function generateDirectory(
  tx: Db,
  now: Date,
  published: PublishedRegions = publishedRegions(),
): Promise<Generated> {
  const today = dayOf(now);
  const validFrom = published.validFrom < today ? published.validFrom : today;
  await insertTopics(tx, listedTopics());
  const desks = await addDesks(tx, validFrom);
  const added = await addRegions(tx, published.regions, { validFrom, origin: published.origin });
  const ministries = await addMinistries(tx, today);
  const counts = { ...added, offices: added.offices + desks + ministries, posts: added.posts + ministries };
  if (counts.offices > 0) {
    const what = { act: 'generate', origin: published.origin, ...counts, skipped: published.skipped };
    await recordChange(tx, { at: now, by: 'machine:generate', what });
  }
  return { ...counts, ministries, skipped: published.skipped };
}

async function addDesks(tx: Db, validFrom: string): Promise<number> {
  const desk = {
    kind: 'platform' as const,
    region_code: null,
    topic_ids: [],
    term_until: null,
    valid_from: validFrom,
  };
  const supervision = { ...desk, code: supervisionDesk, name: '督办台', above: null, fallback: true };
  const review = { ...desk, code: reviewDesk, name: '审核台', above: supervisionDesk, fallback: false };
  return (await insertOffices(tx, [supervision])) + (await insertOffices(tx, [review]));
}
