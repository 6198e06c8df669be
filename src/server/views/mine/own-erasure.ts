import type { Db } from '../../store/db.ts';
import { type OpenErasure, openErasureOf } from '../../store/retention/erasure-requests.ts';

/** How far a person's own request of erasure is; null where they asked for nothing. */
export async function ownErasure(db: Db, citizenId: number): Promise<OpenErasure | null> {
  return (await openErasureOf(db, citizenId)) ?? null;
}
