import type { OfficeInLine } from '../../../domain/hand-down/office-line.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { named } from '../compose.ts';
import type { Tx } from '../tx.ts';

/** An office in its line, by name and whether it still is. */
export interface StandingOffice extends OfficeInLine {
  name: string;
  inForce: boolean;
}

const statement =
  named(`select o.id, o.name, o.kind, r.level::integer as level, o.valid_to is null as "inForce",
    array(with recursive up(id, depth) as (
      select o.above_id, 1
      union all select a.above_id, up.depth + 1 from up join offices a on a.id = up.id where up.id is not null and up.depth < 9
    ) select id from up where id is not null order by depth) as "aboveIds"
  from offices o left join regions r on r.code = o.region_code where o.id = any ($1::bigint[])`);

/** These offices with the offices above each. */
export async function officesInLine(
  tx: Tx,
  ids: readonly number[],
): Promise<ReadonlyMap<number, StandingOffice>> {
  const rows = await tx.rows<StandingOffice>(statement, [ids]);
  return new Map(rows.map((row) => [row.id, { ...row, aboveIds: row.aboveIds.map(Number) }]));
}

/** One of them; a field's fault where it is no office in force. */
export function standingOffice(
  offices: ReadonlyMap<number, StandingOffice>,
  id: number,
  field = 'office',
): StandingOffice {
  const office = offices.get(id);
  if (!office?.inForce) throw new Refusal('invalid', { faults: [{ field, code: 'unknown-office' }] });
  return office;
}
