import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';

/** An office at which somebody works. */
export interface DutyOffice {
  id: number;
  code: string | null;
  name: string;
  kind: string;
  /** They lead it. */
  head: boolean;
}

/** The offices at which a member of staff works, those they lead first; reviewers work at the review desk. Throws for others. */
export async function dutyOffices(db: Db, actor: Actor): Promise<DutyOffice[]> {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  const ids = actor.duties.flatMap((d) => (d.officeId === null ? [] : [d.officeId]));
  const led = actor.duties.flatMap((d) => (d.role === 'head' && d.officeId !== null ? [d.officeId] : []));
  const reviews = actor.duties.some((d) => d.role === 'reviewer');
  const { rows } =
    await sql<DutyOffice>`select id, code, name, kind, id = any (${led}::bigint[]) as head from offices
    where valid_to is null and (id = any (${ids}::bigint[]) or (${reviews} and code = 'review-desk')) order by head desc, id`.execute(
      db,
    );
  return rows;
}
