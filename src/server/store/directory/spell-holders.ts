import { named } from '../compose.ts';
import { alone } from '../tx.ts';

const unspelled = named(
  'select id, name from holders where name is not null and pinyin is null order by id limit $1',
);
const spell = named(`update holders h set pinyin = s.pinyin, initials = s.initials
  from json_to_recordset($1) as s (id bigint, pinyin text, initials text) where h.id = s.id`);

/** Spells the names of holders that have no spelling yet; gives how many. */
export async function spellHolders(
  spellingOf: (name: string) => { pinyin: string; initials: string },
  most: number,
): Promise<number> {
  const rows = await alone.rows<{ id: number; name: string }>(unspelled, [most]);
  if (rows.length > 0)
    await alone.rows(spell, [JSON.stringify(rows.map(({ id, name }) => ({ id, ...spellingOf(name) })))]);
  return rows.length;
}
