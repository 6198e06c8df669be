import { named } from '../compose.ts';
import { alone } from '../tx.ts';

const open = named(`select code from messages where author_id = $1 and handling in ('waiting', 'in-progress')
  and publication <> 'withdrawn' order by id`);

/** The messages of a citizen that are not answered and not taken back. */
export async function openCodesOf(citizenId: number): Promise<string[]> {
  return (await alone.rows<{ code: string }>(open, [citizenId])).map(({ code }) => code);
}
