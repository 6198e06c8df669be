import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** The regions in force directly below one. */
export async function childCodes(db: Db, parentCode: string): Promise<string[]> {
  const rows = await db
    .selectFrom('regions')
    .select('code')
    .where('parent_code', '=', parentCode)
    .where('valid_to', 'is', null)
    .orderBy('code')
    .execute();
  return rows.map((row) => row.code);
}

/** Hangs regions under another parent, with all below them: place in the tree, full names, and the chain of offices. */
export async function moveRegions(tx: Db, codes: readonly string[], parentCode: string): Promise<void> {
  if (codes.length === 0) return;
  await tx
    .updateTable('regions')
    .set({ parent_code: parentCode })
    .where('code', 'in', [...codes])
    .execute();
  await refreshPlaces(tx, codes);
  await sql`
    update offices o set above_id = a.id
    from regions r, offices a
    where r.code in (${sql.join(codes)}) and o.region_code = r.code and o.valid_to is null
      and o.kind in ('petition', 'town', 'community')
      and a.region_code = ${parentCode} and a.fallback and a.valid_to is null`.execute(tx);
}

/** Works out anew where regions and all below them stand, and how they are called in full, after a parent or a name has changed. */
export async function refreshPlaces(tx: Db, codes: readonly string[]): Promise<void> {
  await sql`
    with recursive tree(code, province_code, city_code, full_name) as (
      select r.code,
        coalesce(p.province_code, r.code),
        case when r.level = 2 then r.code else p.city_code end,
        coalesce(p.full_name, '') || r.name
      from regions r left join regions p on p.code = r.parent_code where r.code in (${sql.join(codes)})
      union all
      select r.code, tree.province_code, case when r.level = 2 then r.code else tree.city_code end,
        tree.full_name || r.name
      from tree join regions r on r.parent_code = tree.code)
    update regions r
    set province_code = tree.province_code, city_code = tree.city_code, full_name = tree.full_name
    from tree where r.code = tree.code`.execute(tx);
}
