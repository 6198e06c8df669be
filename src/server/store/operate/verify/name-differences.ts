import type pg from 'pg';
import { readListed, type Seal, type SealedRow } from '../../seal.ts';

interface Standing {
  code: string | null;
  rows: number;
}

/** The numbers of bans among what is sealed begin below this one. */
const bansBelow = -1_000_000_000_000_000;

/** What of a seal is not as it was sealed, by message, clue or ban: gone, cut, missing, changed or added. */
export async function differences(
  client: pg.ClientBase,
  seal: Seal,
  found: readonly SealedRow[],
): Promise<string[]> {
  const sealed = readListed(seal.listed);
  const here = new Map(found.map((row) => [`${row.message}:${row.seq}`, row.hash.toString('hex', 0, 8)]));
  const gone = [...sealed.keys()].filter((name) => !here.has(name));
  const had = await deletedByOrder(client, gone);
  const odd = [
    ...[...sealed.keys()].filter((name) => here.get(name) !== sealed.get(name) && !had.has(name)),
    ...[...here.keys()].filter((name) => !sealed.has(name)),
  ].slice(0, 100);
  if (odd.length === 0 && had.size > 0) return [];
  if (odd.length === 0)
    return [`seal ${seal.id}: its root is not that of its rows, though each of them is listed`];
  const standings = await standingsOf(client, [...new Set(odd.map(numberIn))]);
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

/** Of rows that are gone those of bans that an order, confirmed by a second operator, deleted after their time. */
async function deletedByOrder(client: pg.ClientBase, gone: readonly string[]): Promise<Set<string>> {
  const bans = gone.filter((name) => numberIn(name) < bansBelow);
  const { rows } = await client.query<{ id: number }>(
    `select i.id from unnest($1::bigint[]) as i (id) where not exists (select from bans b where b.id = i.id)
      and exists (select from tombstones t join deletion_orders d on d.id = t.order_id
        where t.rule = 'bans' and d.state = 'confirmed' and i.id = any (t.ids))`,
    [[...new Set(bans.map((name) => bansBelow - numberIn(name)))]],
  );
  const had = new Set(rows.map(({ id }) => id));
  return new Set(bans.filter((name) => had.has(bansBelow - numberIn(name))));
}

function numberIn(name: string): number {
  return Number(name.split(':')[0]);
}

function sentence(
  { message, seq }: { message: number; seq: number },
  standing: Standing | undefined,
  { sealed, here }: { sealed: boolean; here: boolean },
): string {
  const name = standing?.code ?? numbered(message);
  if (!standing?.code)
    return `${name}: the ${kindOf(message)} is gone with its history, of which at least row ${seq} was sealed`;
  if (sealed && here) return `${name}: row ${seq} was changed after it was sealed`;
  if (here) return `${name}: row ${seq} was added to what was sealed`;
  return standing.rows < seq
    ? `${name}: row ${seq} was cut off the end of its history`
    : `${name}: row ${seq} is missing from its history`;
}

async function standingsOf(client: pg.ClientBase, ids: readonly number[]): Promise<Map<number, Standing>> {
  const { rows } = await client.query<Standing & { id: number }>(
    `select i.id, coalesce(m.code, 'clue ' || c.ref, 'ban ' || b.id) as code, coalesce((select max(h.seq) from sealed_rows h where h.message = i.id), 0) as rows
    from unnest($1::bigint[]) as i (id) left join messages m on m.id = i.id left join clues c on c.id = -i.id
      left join bans b on b.id = $2 - i.id`,
    [ids, bansBelow],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** How a message, a clue or a ban is spoken of when nothing but its number is known; those of the latter two are below zero. */
export function numbered(message: number): string {
  const number = message < bansBelow ? bansBelow - message : Math.abs(message);
  return `${kindOf(message)} number ${number}`;
}

function kindOf(message: number): 'ban' | 'clue' | 'message' {
  if (message < bansBelow) return 'ban';
  return message < 0 ? 'clue' : 'message';
}
