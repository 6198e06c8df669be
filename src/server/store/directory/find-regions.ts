import type { Db } from '../db.ts';

/** A region as the acts of the directory read it. */
export interface Region {
  code: string;
  name: string;
  full_name: string;
  level: number;
  parent_code: string | null;
  province_code: string;
  city_code: string | null;
  valid_from: string;
  valid_to: string | null;
  successor_code: string | null;
}

/** Regions by code, in force or ended. */
export async function findRegions(db: Db, codes: readonly string[]): Promise<Map<string, Region>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('regions')
    .select(['code', 'name', 'full_name', 'level', 'parent_code', 'province_code', 'city_code'])
    .select(['valid_from', 'valid_to', 'successor_code'])
    .where('code', 'in', [...codes])
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** Locks regions until the end of the transaction, so that two changes of one region come one after the other. */
export async function lockRegions(tx: Db, codes: readonly string[]): Promise<Map<string, Region>> {
  if (codes.length > 0) {
    await tx
      .selectFrom('regions')
      .select('code')
      .where('code', 'in', [...codes])
      .orderBy('code')
      .forUpdate()
      .execute();
  }
  return findRegions(tx, codes);
}
