import { sql } from 'kysely';
import { bestGuides } from '../../domain/guidance-match.ts';
import type { Db } from '../store/db.ts';
import { segment } from '../store/segment.ts';
import { type Guidance, guidanceColumns, guidanceJoins, guidanceOf } from './guidance.ts';
import { marksShown } from './marks-shown.ts';

/** What somebody is about to send. */
export interface Asking {
  title: string;
  body: string;
  topic: number | null;
  leader: number;
  /** The place of the leader written to; null for a ministry. */
  region: string | null;
}

const mostOffered = 3;
/** Looked at more closely, of what shares any word. */
const mostCandidates = 30;
const mostWords = 80;

/** Guidance that may answer a question before it is sent: of the same place or one above it, in words that are alike; three at most. */
export async function similarGuidance(db: Db, asking: Asking): Promise<Guidance[]> {
  const [title, body] = [wordsOf(asking.title), wordsOf(asking.body)];
  const words = [...new Set([...title, ...body])].slice(0, mostWords);
  if (words.length === 0) return [];
  const line = lineOf(asking.region);
  const { rows } = await sql<Guidance & { words: string[]; topicId: number; regionCode: string | null }>`
    with q as (select string_agg(quote_literal(lexeme), ' | ')::tsquery as any_word from unnest(to_tsvector('simple', ${words.join(' ')})))
    select ${guidanceColumns}, tsvector_to_array(k.search) as words, m.topic_id as "topicId", m.region_code as "regionCode"
    from q, ${guidanceJoins} where ${marksShown('guidance')} and k.search @@ q.any_word
      and (m.region_code = any (${line}) or m.post_id = ${asking.leader})
    order by ts_rank(k.search, q.any_word) desc, k.id desc limit ${mostCandidates}`.execute(db);
  const guides = rows.map((row) => ({
    row,
    words: new Set(row.words),
    topic: row.topicId,
    distance: row.regionCode === null ? 0 : Math.max(0, line.indexOf(row.regionCode)),
  }));
  const wanted = { title: new Set(title), body: new Set(body), topic: asking.topic };
  return bestGuides(wanted, guides, mostOffered).map(({ row }) => guidanceOf(row));
}

function wordsOf(text: string): string[] {
  return segment(text).split(' ').filter(Boolean);
}

/** County, city, province: the place and those above it, nearest first. */
function lineOf(region: string | null): string[] {
  if (region === null) return [];
  const county = region.slice(0, 6);
  return [...new Set([county, `${county.slice(0, 4)}00`, `${county.slice(0, 2)}0000`])];
}
