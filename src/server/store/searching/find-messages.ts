import type { Actor } from '../../../domain/actor.ts';
import { type SoughtKind, soughtWords } from '../../../domain/searching/sought.ts';
import { named } from '../compose.ts';
import { keys } from '../db.ts';
import type { WrappedKey } from '../envelope.ts';
import { segment } from '../segment.ts';
import { alone } from '../tx.ts';
import { mayRead } from './may-read.ts';
import { tokenLists } from './tokens.ts';

/** A message in whose private texts the words were found, and in which of them. */
export interface FoundMessage {
  id: number;
  code: string;
  in: SoughtKind[];
  key: WrappedKey;
}

const oldest = named('select private.first_words_at() as at');
const find = named(`with recursive ${mayRead.duties},
  hits as (select message_id, what, ref from private.words_with($3::json))
  select m.id, m.code, array_agg(distinct h.what) as "in", m.key_id as "keyId", m.wrapped_key as wrapped
  from hits h join messages m on m.id = h.message_id ${mayRead.facts}
  where m.key_id is not null and (${mayRead.condition} or ${mayRead.wordsAwaiting('h')})
  group by m.id order by m.received_at desc, m.id desc limit $4 offset $5`);

/** What is searched for, and which page of it. */
export interface Search {
  text: string;
  limit: number;
  offset: number;
}

/** The messages that this member of staff may read in full and that hold all these words in one text that is not public, the newest first. */
export async function findMessages(
  { staffId, duties }: Extract<Actor, { kind: 'staff' }>,
  { text, limit, offset }: Search,
  now: Date,
): Promise<FoundMessage[]> {
  const words = soughtWords(segment(text));
  const [first] = await alone.rows<{ at: Date | null }>(oldest, []);
  if (words.length === 0 || !first?.at) return [];
  const lists = tokenLists(words, first.at, { until: now, keys: keys().index });
  const values = [
    ...[staffId, JSON.stringify(duties), JSON.stringify(lists.map((tokens) => ({ tokens })))],
    ...[limit, offset],
  ];
  const rows = await alone.rows<Omit<FoundMessage, 'key'> & WrappedKey>(find, values);
  return rows.map(({ keyId, wrapped, ...found }) => ({ ...found, key: { keyId, wrapped } }));
}
