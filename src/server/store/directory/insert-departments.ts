import { sql } from 'kysely';
import { departmentsAt, type DepartmentLevel } from '../../../domain/directory/offices-of.ts';
import type { Db } from '../db.ts';

/** A region that is to get its departments; `place` is its name as offices carry it. */
export interface DepartmentSeat {
  code: string;
  place: string;
  level: DepartmentLevel;
}

const levels: readonly DepartmentLevel[] = ['province', 'municipality', 'city', 'county'];

/** Writes the departments of regions whose petition offices are there, in one statement. Returns how many are new. */
export async function insertDepartments(
  tx: Db,
  seats: readonly DepartmentSeat[],
  validFrom: string,
): Promise<number> {
  if (seats.length === 0) return 0;
  const kinds = levels.flatMap((level) =>
    departmentsAt(level).map(({ key, name, topicIds }, place) => ({ level, key, name, topicIds, place })),
  );
  const { numAffectedRows } = await sql`
    insert into offices (code, name, kind, region_code, topic_ids, above_id, valid_from)
    select r.code || '-' || d.key, r.place || d.name, 'department', r.code, d."topicIds", a.id, ${validFrom}
    from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as r(code text, place text, level text)
    join jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb)
      as d(level text, key text, name text, "topicIds" smallint[], place integer) on d.level = r.level
    join offices a on a.code = r.code || '-petition'
    order by r.code collate "C", d.place
    on conflict (code) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
