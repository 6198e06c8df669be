import { sql } from 'kysely';
import type { Kind } from '../../domain/message.ts';
import type { Db } from './db.ts';

/** A region down to the county, as an import finds it. */
export interface ImportRegion {
  code: string;
  name: string;
  parentCode: string | null;
}

/** A post that receives messages, with the office that answers for it. */
export interface ImportPost {
  id: number;
  name: string;
  title: string;
  rank: number;
  kinds: Kind[];
  ministry: boolean;
  officeId: number;
  officeName: string;
  regionCode: string | null;
  provinceCode: string | null;
  cityCode: string | null;
}

/** A topic with the topic above it. */
export interface ImportTopic {
  id: number;
  parentId: number | null;
  name: string;
}

/** What of the directory an import places messages by. */
export interface ImportDirectoryRows {
  regions: ImportRegion[];
  posts: ImportPost[];
  topics: ImportTopic[];
}

/** Reads regions and posts in force, and the topics. */
export async function readImportDirectory(db: Db): Promise<ImportDirectoryRows> {
  const regions = await db
    .selectFrom('regions')
    .select(['code', 'name', 'parent_code as parentCode'])
    .where('level', '<=', 3)
    .where('valid_to', 'is', null)
    .orderBy('code')
    .execute();
  const posts = await db
    .selectFrom('posts as p')
    .innerJoin('offices as o', 'o.id', 'p.office_id')
    .leftJoin('regions as r', 'r.code', 'p.region_code')
    .select([
      'p.id',
      'p.name',
      'p.title',
      'p.rank',
      'p.kinds',
      sql<boolean>`p.ministry is not null`.as('ministry'),
    ])
    .select(['o.id as officeId', 'o.name as officeName'])
    .select(['r.code as regionCode', 'r.province_code as provinceCode', 'r.city_code as cityCode'])
    .where('p.receives', '=', true)
    .where('p.valid_to', 'is', null)
    .execute();
  const topics = await db.selectFrom('topics').select(['id', 'parent_id as parentId', 'name']).execute();
  return { regions, posts, topics };
}

/** Holds back every other making of regions by import until this transaction ends. */
export async function lockInventedRegions(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('huiyin.invented-regions', 0))`.execute(tx);
}
