import { named } from '../store/compose.ts';
import { app } from '../store/db.ts';
import { together } from '../store/together.ts';
import { alone } from '../store/tx.ts';
import { remember } from './remember.ts';

// Behind a subquery the planner takes any number of offices alike: one plan serves all, and planning took longer than reading.
const names = named('select id, name from offices where id = any (array(select unnest($1::bigint[])))');

const asked = together(async (ids: readonly number[]): Promise<(string | undefined)[]> => {
  const rows = await alone.rows<{ id: number; name: string }>(names, [[...new Set(ids)]]);
  const byId = new Map(rows.map(({ id, name }) => [id, name]));
  return ids.map((id) => byId.get(id));
});
const remembered = remember((_, officeId: number) => asked(officeId));

/** What an office or unit is called; undefined where there is none. Said after every step, and so remembered for a moment as on pages. */
export function officeName(officeId: number): Promise<string | undefined> {
  return remembered(app(), officeId);
}
