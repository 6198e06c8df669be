import type pg from 'pg';
import { decrypt } from '../../envelope.ts';
import type { Keys } from '../../keys.ts';
import { openWords } from '../../words.ts';
import type { Check } from './check.ts';

interface Row {
  message_id: number;
  code: string;
  publication: string;
  own_text: string;
  /** Everything else that the public reads on the message. */
  other_text: string;
  ciphertext: Buffer;
  key_id: string | null;
  wrapped_key: Buffer | null;
}

const batch = 2_000;

/** No public text holds what a reviewer blacked out, and what is not public has no public text: originals are opened and compared. */
export const hiddenCheck: Check = async (client, keys) => {
  const name = 'no public view holds redacted or private text';
  if (!keys)
    return { name, checked: 0, breaches: ['the key file was not given, so originals cannot be opened'] };
  const breaches: string[] = [];
  let checked = 0;
  for (
    let after = 0, rows: Row[] = [];
    (rows = await originals(client, after)).length > 0;
    after = rows.at(-1)?.message_id ?? after
  ) {
    for (const row of rows) {
      checked += 1;
      if (leaks(row, keys) && breaches.length < 100)
        breaches.push(`${row.code}: hidden words stand in its public text (${row.publication})`);
    }
  }
  return { name, checked, breaches };
};

// The newest original of each message beside everything that a public view could show of it.
async function originals(client: pg.ClientBase, after: number): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    `
    select distinct on (w.message_id) w.message_id, m.code, m.publication, w.ciphertext, m.key_id, m.wrapped_key,
      concat_ws(E'\\n', m.title, m.body, m.place) as own_text,
      concat_ws(E'\\n', (select string_agg(concat_ws(E'\\n', a.text, a.old_text), E'\\n') from replies a where a.message_id = m.id), (select string_agg(f.text, E'\\n') from follow_ups f where f.message_id = m.id),
        (select string_agg(g.words, E'\\n') from ratings g where g.message_id = m.id),
        (select string_agg(e.public_words, E'\\n') from extensions e where e.message_id = m.id and e.state = 'granted'),
        (select string_agg(i.public_words, E'\\n') from instructions i where i.message_id = m.id)) as other_text
    from private.words w join messages m on m.id = w.message_id where w.what = 'original' and w.message_id > $1 and (m.original_differs or m.publication <> 'public')
    order by w.message_id, w.id desc limit $2`,
    [after, batch],
  );
  return rows;
}

function leaks(row: Row, keys: Keys): boolean {
  if (row.publication !== 'public') return row.own_text !== '';
  const wrapping = keys.wrapping.find((k) => k.id === row.key_id);
  if (!wrapping || !row.wrapped_key) return false;
  const o = openWords(
    row.message_id,
    decrypt(wrapping.key, wrapping.id, row.wrapped_key),
    'original',
    row.ciphertext,
  );
  const original = [o['title'], o['body'], o['place']].join('\n');
  return removedRuns(original, row.own_text).some(
    (run) => row.own_text.includes(run) || row.other_text.includes(run),
  );
}

/** Digits and letters that personal data are made of and that a reviewer took out, at least once: none may stand anywhere in public. */
function removedRuns(original: string, shown: string): string[] {
  const runs = new Set(original.match(/[0-9A-Za-z]{6,}/g) ?? []);
  return [...runs].filter((run) => count(original, run) > count(shown, run));
}

function count(text: string, run: string): number {
  return text.split(run).length - 1;
}
