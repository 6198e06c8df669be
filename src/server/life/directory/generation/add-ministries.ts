import { supervisionDesk } from '../../../../domain/directory/offices-of.ts';
import type { Db } from '../../../store/db.ts';
import { insertOffices } from '../../../store/directory/insert-offices.ts';
import { insertPosts } from '../../../store/directory/insert-posts.ts';
import { listedMinistries, type ListedMinistry } from './seed-files.ts';

/** Adds the ministries with one office and one post each; their boards take suggestions only. Returns how many are new. */
export async function addMinistries(tx: Db, today: string): Promise<number> {
  const { ministries, validFrom } = listedMinistries();
  const from = validFrom < today ? validFrom : today;
  await insertOffices(
    tx,
    ministries.map((ministry) => officeRow(ministry, from)),
  );
  return insertPosts(
    tx,
    ministries.map((ministry) => ({
      region_code: null,
      ministry: ministry.name,
      title: ministry.title,
      name: ministry.name + ministry.title,
      rank: 1,
      office: officeCode(ministry),
      receives: true,
      kinds: ['suggestion'] as const,
      topic_ids: [],
      valid_from: from,
    })),
  );
}

function officeCode({ key }: ListedMinistry): string {
  return `ministry-${key}`;
}

function officeRow(ministry: ListedMinistry, validFrom: string) {
  return {
    code: officeCode(ministry),
    name: `${ministry.name}办公厅`,
    kind: 'ministry' as const,
    region_code: null,
    topic_ids: [],
    above: supervisionDesk,
    fallback: false,
    term_until: null,
    valid_from: validFrom,
  };
}
