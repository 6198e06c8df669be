import type pg from 'pg';
import { readListed, type Seal, type SealedRow } from '../../seal.ts';

interface Standing {
  code: string | null;
  rows: number;
}

/** What of a seal is not as it was sealed, by message or clue: gone, cut, missing, changed or added. */
export async function differences(
  client: pg.ClientBase,
  seal: Seal,
  found: readonly SealedRow[],
): Promise<string[]> {
  const sealed = readListed(seal.listed);
  const here = new Map(found.map((row) => [`${row.message}:${row.seq}`, row.hash.toString('hex', 0, 8)]));
  const odd = [
    ...[...sealed.keys()].filter((name) => here.get(name) !== sealed.get(name)),
    ...[...here.keys()].filter((name) => !sealed.has(name)),
  ].slice(0, 100);
  if (odd.length === 0)
    return [`seal ${seal.id}: its root is not that of its rows, though each of them is listed`];
  const standings = await standingsOf(client, [...new Set(odd.map((name) => Number(name.split(':')[0])))]);
  const told = odd.map((name) => {
    const [message, seq] = name.split(':').map(Number) as [number, number];
    return sentence({ message, seq }, standings.get(message), {
      sealed: sealed.has(name),
      here: here.has(name),
    });
  });
  const when = seal.madeAt.toISOString();
  return [...new Set(told)].map((line) => `${line} (seal ${seal.id} of ${when})`);
}

function sentence(
  { message, seq }: { message: number; seq: number },
  standing: Standing | undefined,
  { sealed, here }: { sealed: boolean; here: boolean },
): string {
  const name = standing?.code ?? numbered(message);
  if (!standing?.code)
    return `${name}: the ${message < 0 ? 'clue' : 'message'} is gone with its history, of which at least row ${seq} was sealed`;
  if (sealed && here) return `${name}: row ${seq} was changed after it was sealed`;
  if (here) return `${name}: row ${seq} was added to what was sealed`;
  return standing.rows < seq
    ? `${name}: row ${seq} was cut off the end of its history`
    : `${name}: row ${seq} is missing from its history`;
}

async function standingsOf(client: pg.ClientBase, ids: readonly number[]): Promise<Map<number, Standing>> {
  const { rows } = await client.query<Standing & { id: number }>(
    `select i.id, coalesce(m.code, 'clue ' || c.ref) as code, coalesce((select max(h.seq) from sealed_rows h where h.message = i.id), 0) as rows
    from unnest($1::bigint[]) as i (id) left join messages m on m.id = i.id left join clues c on c.id = -i.id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** How a message or a clue is spoken of when nothing but its number is known; a clue's is below zero. */
export function numbered(message: number): string {
  return message < 0 ? `clue number ${-message}` : `message number ${message}`;
}
