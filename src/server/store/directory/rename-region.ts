import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { refreshPlaces } from './move-regions.ts';

/** Names that a region's posts and offices take with its own new name. */
export interface NewNames {
  name: string;
  pinyin: string;
  initials: string;
  posts: readonly { rank: number; title: string; name: string }[];
  offices: readonly { code: string; name: string }[];
}

/** Gives a region another name under the same code; it can still be found by the former one. */
export async function renameInPlace(tx: Db, code: string, names: NewNames): Promise<void> {
  await sql`
    update regions set former_names = former_names || name, name = ${names.name}, pinyin = ${names.pinyin},
      initials = ${names.initials}
    where code = ${code}`.execute(tx);
  await refreshPlaces(tx, [code]);
  await sql`
    update posts p set title = n.title, name = n.name
    from jsonb_to_recordset(${JSON.stringify(names.posts)}::jsonb) as n(rank smallint, title text, name text)
    where p.region_code = ${code} and p.rank = n.rank and p.valid_to is null`.execute(tx);
  await sql`
    update offices o set name = n.name
    from jsonb_to_recordset(${JSON.stringify(names.offices)}::jsonb) as n(code text, name text)
    where o.code = n.code and o.valid_to is null`.execute(tx);
}
