import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { beside, type ListPlace, pageOf, turnOf, type Ways } from './both-ways.ts';

/** A list of marks k, with what belongs to them. */
interface MarkList {
  columns: RawBuilder<unknown>;
  joins: RawBuilder<unknown>;
  where: readonly RawBuilder<unknown>[];
}

/** A page of what bears a mark, and how many do. */
export interface MarkPage<Item> extends Ways {
  items: Item[];
  total: number;
}

/** By what the list is ordered. */
export interface Marked {
  markId: number;
  markedAt: Date;
}

const order = 'k.decided_at, k.id';

/** What bears a mark, the latest mark first. */
export async function markPage<Row extends Marked>(
  db: Db,
  { columns, joins, where }: MarkList,
  page: ListPlace,
): Promise<MarkPage<Row>> {
  const turn = turnOf(page);
  const { limit } = page;
  const all = sql.join(where, sql` and `);
  const way = sql.raw(turn?.goesBack ? 'asc' : 'desc');
  const [{ rows: found }, { rows: told }] = await Promise.all([
    sql<Row>`select k.id as "markId", k.decided_at as "markedAt", ${columns} from ${joins}
      where ${all} and ${beside(turn, 'ahead', order)} order by k.decided_at ${way}, k.id ${way} limit ${limit + 1}`.execute(
      db,
    ),
    sql<{ total: number; isBehind: boolean }>`select count(*)::integer as total,
      coalesce(bool_or(${beside(turn, 'behind', order)}), false) as "isBehind" from ${joins} where ${all}`.execute(
      db,
    ),
  ]);
  const [{ total, isBehind } = { total: 0, isBehind: false }] = told;
  const placeOf = ({ markedAt: at, markId: id }: Row) => ({ at, id });
  const { rows, ...ways } = pageOf(turn, { found, isBehind, limit, placeOf });
  return { items: rows, ...ways, total };
}
