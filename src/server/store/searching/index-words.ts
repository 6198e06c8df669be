import { type SoughtKind, soughtText, soughtWords } from '../../../domain/searching/sought.ts';
import { named } from '../compose.ts';
import { keys } from '../db.ts';
import { unwrap } from '../envelope.ts';
import { readNamed } from '../wall.ts';
import { segment } from '../segment.ts';
import { alone } from '../tx.ts';
import { openWords } from '../words.ts';
import { tokensOf } from './tokens.ts';

const waiting = named('select id, message_id from private.words_to_index($1, $2)');
const sealed = named(`select w.id, w.message_id, w.what, w.ciphertext, w.at, m.key_id, m.wrapped_key
  from private.words w join messages m on m.id = w.message_id where w.id = any ($1::bigint[])`);
const keep = named('select private.keep_tokens($1, $2::json) as n');

interface Row {
  id: number;
  message_id: number;
  what: SoughtKind;
  ciphertext: Buffer;
  at: Date;
  key_id: string | null;
  wrapped_key: Buffer | null;
}

/**
 * Makes the tokens of some texts that have none, or have them under another key than the newest; gives how many. Made again by
 * two at once they are the same.
 */
export async function indexWords(most: number): Promise<number> {
  const [key] = keys().index;
  if (!key) return 0;
  const found = await alone.rows<{ id: number; message_id: number }>(waiting, [key.id, most]);
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  const messages = [...new Set(found.map((each) => each.message_id))];
  const rows = await readNamed<Row>('machine:index', { messages }, { statement: sealed, values: [ids] });
  const tokens = rows.map((row) => ({ id: row.id, tokens: tokensOf(wordsIn(row), row.at, key) }));
  await alone.rows(keep, [key.id, JSON.stringify(tokens)]);
  return found.length;
}

// Whose key is destroyed, or gone from the key file, says nothing any more and must not hold up the rest.
function wordsIn({ message_id, what, ciphertext, key_id, wrapped_key }: Row): string[] {
  if (key_id === null || wrapped_key === null) return [];
  try {
    const key = unwrap({ keyId: key_id, wrapped: wrapped_key });
    return soughtWords(segment(soughtText(openWords(message_id, key, what, ciphertext))));
  } catch {
    return [];
  }
}
