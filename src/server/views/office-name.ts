import { named } from '../store/compose.ts';
import { together } from '../store/together.ts';
import { alone } from '../store/tx.ts';

// Behind a subquery the planner takes any number of offices alike: one plan serves all, and planning took longer than reading.
const names = named('select id, name from offices where id = any (array(select unnest($1::bigint[])))');

/** What an office or unit is called; undefined where there is none. Asked for by every step, and so for several at a time. */
export const officeName: (officeId: number) => Promise<string | undefined> = together(
  async (ids: readonly number[]): Promise<(string | undefined)[]> => {
    const rows = await alone.rows<{ id: number; name: string }>(names, [[...new Set(ids)]]);
    const byId = new Map(rows.map(({ id, name }) => [id, name]));
    return ids.map((id) => byId.get(id));
  },
);
