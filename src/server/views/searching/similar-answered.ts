import { sql } from 'kysely';
import { bestGuides } from '../../../domain/guidance-match.ts';
import { fold } from '../../../domain/searching/fold.ts';
import { queryOf } from '../../../domain/searching/search-words.ts';
import { soughtWords } from '../../../domain/searching/sought.ts';
import type { Db } from '../../store/db.ts';
import { plannedAnew } from '../../store/prepared.ts';
import { segment } from '../../store/segment.ts';
import type { Asking } from '../similar-guidance.ts';
import { beginningOf } from '../beginning.ts';

/** A message with an official answer that may be about the same. */
export interface Answered {
  code: string;
  title: string;
  /** The first words of the answer. */
  answer: string;
  unit: string;
}

/** Looked at more closely, of the newest that share any word of the title. */
const mostCandidates = 200;
const mostWords = 8;

/** Answered messages of the same city, province or ministry that are much alike what somebody is about to send; the most alike first. */
export async function similarAnswered(db: Db, asking: Asking, most: number): Promise<Answered[]> {
  const [title, body] = [wordsOf(asking.title), wordsOf(asking.body)];
  const telling = [...title].filter((word) => [...word].length > 1).slice(0, mostWords);
  if (telling.length === 0) return [];
  const query = `(${telling.map((word) => queryOf([[word]])).join(' | ')}) & ${placeMark(asking)}`;
  const { rows } = await sql<Answered & { folded: string; topicId: number; regionCode: string | null }>`
    select m.code, m.title, ${beginningOf('a.text', 160)} as answer, a.unit_name as unit, t.folded, m.topic_id as "topicId", m.region_code as "regionCode"
    from find_texts(${query}::tsquery, '{}', '{}', 'answered', null, null, ${mostCandidates}, 0) f ${plannedAnew}, unnest(f.ids) as i (id)
      join messages m on m.id = i.id join public_texts t on t.message_id = m.id
      join lateral (select a.text, a.unit_name from replies a where a.message_id = m.id and a.type = 'final' and a.state = 'published'
        order by a.published_at desc, a.id desc limit 1) a on a.text is not null
    where m.publication = 'public'`.execute(db);
  const asked = [...new Set([...title, ...body])];
  const guides = rows.map((row) => ({
    row,
    words: new Set(asked.filter((word) => row.folded.includes(word))),
    topic: row.topicId,
    distance: row.regionCode === asking.region ? 0 : 1,
  }));
  return bestGuides({ title, body, topic: asking.topic }, guides, most).map(
    ({ row: { code, title: of, answer, unit } }) => ({ code, title: of, answer, unit }),
  );
}

function wordsOf(text: string): Set<string> {
  return new Set(soughtWords(segment(text)).map(fold).filter(Boolean));
}

// A county's matters are like those of its city; a city's and a province's like those of the province.
function placeMark({ region, leader }: Asking): string {
  if (region === null) return `'@p${leader}'`;
  const county = region.slice(0, 6);
  return county.endsWith('00') ? `'@r${county.slice(0, 2)}0000'` : `'@r${county.slice(0, 4)}00'`;
}
