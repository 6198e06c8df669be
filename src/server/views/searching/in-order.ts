import { type RawBuilder, sql } from 'kysely';
import type { Wanted } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';

/** These messages, what fits best first, the newest of them published at `until`. A title says what a text is about; how often words come matters less and less; old answers may no longer hold. */
export async function byRelevance(
  db: Db,
  { ids, until }: { ids: readonly number[]; until: Date | null },
  wanted: Wanted,
): Promise<number[]> {
  const { counts, score } = scoreOf(wanted, until);
  const { rows } = await sql<{ id: number }>`
    with t as (select x.message_id as id, x.published_at, x.standing, split_part(x.folded, E'\\n', 1) as title, x.folded
      from public_texts x where x.message_id = any (${ids}::bigint[]))
    select t.id from t cross join lateral (select ${counts} offset 0) c
    order by ${score} desc, t.published_at desc, t.id desc`.execute(db);
  return rows.map(({ id }) => id);
}

/** These messages, those first that most met the same thing. */
export async function bySupporters(db: Db, { ids }: { ids: readonly number[] }): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select m.id from messages m where m.id = any (${ids}::bigint[])
    order by m.supporters desc, m.published_at desc, m.id desc`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * How often each word stands in a text, as c.n0, and whether in its title, as c.t0: each text is gone through once a word. In bytes,
 * since the database would go through it once more to count characters; and in double precision, which is many times as fast as numeric.
 */
function scoreOf(
  { groups, whole }: Wanted,
  until: Date | null,
): { counts: RawBuilder<unknown>; score: RawBuilder<unknown> } {
  const all = [...new Set([...groups.flat(), whole])].filter(Boolean);
  const often = (word: string) => sql.raw(`c.n${all.indexOf(word)}`);
  const inTitle = (word: string) => sql.raw(`c.t${all.indexOf(word)}`);
  const counts = all.map(
    (
      word,
      i,
    ) => sql`(octet_length(t.folded) - octet_length(replace(t.folded, ${word}, ''))) / ${sql.lit(Buffer.byteLength(word))} as ${sql.raw(`n${i}`)},
      strpos(t.title, ${word}) > 0 as ${sql.raw(`t${i}`)}`,
  );
  const ofWord = (
    word: string,
    weight: number,
  ) => sql`case when ${often(word)} = 0 then 0 else ${real(weight)} * (
    case when ${inTitle(word)} then 3 else 0 end + least(5, ${often(word)}) * ${real(0.4)}) end`;
  const ofGroup = (group: readonly string[]) =>
    sql`greatest(${sql.join(group.map((word, i) => ofWord(word, i === 0 ? 1 : 0.7)))})`;
  // Where phrases alone were typed, nothing else can stand in one piece.
  const inOnePiece =
    whole === ''
      ? sql`0`
      : sql`case when ${inTitle(whole)} then ${real(3)} when ${often(whole)} > 0 then ${real(1.5)} else 0 end`;
  const answered = sql`case when t.standing = 'answered' then ${real(0.5)} else 0 end`;
  const years = sql`extract(epoch from (${until}::timestamptz - t.published_at))::float8 / ${real(31_557_600)}`;
  const fresh = sql`${real(1.5)} / (1 + ${years})`;
  return {
    counts: sql.join(counts),
    score: sql.join([...groups.map(ofGroup), inOnePiece, answered, fresh], sql` + `),
  };
}

const real = (figure: number): RawBuilder<unknown> => sql.raw(`${figure}::float8`);
