import { fold } from '../../src/domain/searching/fold.ts';
import { beginningsOf, narrowed, wantedOf } from '../../src/domain/searching/search-words.ts';
import { app, appPool } from '../../src/server/store/db.ts';
import { pairShares } from '../../src/server/views/searching/pair-shares.ts';
import type { Board } from './board.ts';
import { drawing } from './sentences.ts';

const strings = 1000;

/**
 * Of what a look into every text finds (as LIKE does), how much the search finds: strings of 2 to 6 characters cut from
 * the texts, signs and all. The search reads letters and digits alone: of a string of signs nothing is left, and of some
 * others a single letter, so those with two at least are counted apart.
 */
export async function measureRecall(board: Board): Promise<void> {
  const { rows } = await appPool().query<{ id: number; text: string }>(
    `select id, title || E'\\n' || body as text from messages where publication = 'public' order by published_at desc, id desc`,
  );
  const draw = drawing(7);
  const all = { there: 0, found: 0, strings: 0 };
  const lettered = { there: 0, found: 0, strings: 0 };
  const missed = new Set<string>();
  for (let n = 0; n < strings; n += 1) {
    const from = rows[Math.floor(draw() * rows.length)] as { text: string };
    const at = Math.floor(draw() * (from.text.length - 6));
    const q = from.text.slice(at, at + 2 + Math.floor(draw() * 5));
    const right = rows.filter(({ text }) => text.includes(q));
    const ids = new Set(await foundBy(q));
    const hits = right.filter(({ id }) => ids.has(id)).length;
    for (const sum of [...fold(q)].length > 1 ? [all, lettered] : [all]) {
      sum.there += right.length;
      sum.found += hits;
      sum.strings += 1;
    }
    if (hits < right.length) missed.add(q);
  }
  for (const [name, { there, found, strings: of }] of [
    ['strings of 2 to 6 characters', all],
    ['those with two letters or digits', lettered],
  ] as const)
    board.found({
      name: `${board.size}: search recall, ${of} ${name}`,
      ...{ value: found, unit: '', limit: there, ratio: found / there, target: 0.99, better: 'higher' },
      note: `${missed.size} strings not wholly: ${[...missed].slice(0, 12).join(' ')}`,
    });
}

/** Everything that a search for a string in one piece finds; its pages show the newest of it. */
async function foundBy(q: string): Promise<number[]> {
  const typed = `"${q.replaceAll('\n', ' ')}"`;
  const { groups } = wantedOf(typed, () => [], { exact: true });
  if (groups.length === 0) return [];
  const { query, checks } = narrowed(groups, await pairShares(app()));
  const { rows } = await appPool().query<{ ids: number[] | string[] }>(
    `select ids from find_texts($1::tsquery, $2, '{}', null, null, null, 100000000, 100000000)`,
    [query || beginningsOf(groups), checks],
  );
  return (rows[0]?.ids ?? []).map(Number);
}
