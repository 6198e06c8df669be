import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { plannedAnew } from '../store/prepared.ts';
import { segment } from '../store/segment.ts';
import type { ListPlace } from './both-ways.ts';
import { conditions } from './message-filter.ts';
import { type Marked, type MarkPage, markPage } from './mark-pages.ts';
import { marksShown } from './marks-shown.ts';
import { beginningOf } from './beginning.ts';

/** An answer that guides others, as lists show it. */
export interface Guidance {
  code: string;
  title: string;
  /** The first words of the answer. */
  answer: string;
  unit: string;
  answeredAt: Date;
  leader: { id: number; name: string };
  region: { code: string; name: string } | null;
  topic: { id: number; name: string; nameEn: string };
  /** How often somebody said that it answered their question before they sent it. */
  helped: number;
}

/** Which guidance a list shows; the place takes in everything below it. */
export interface GuidanceFilter {
  region?: string | undefined;
  topic?: number | undefined;
  q?: string | undefined;
}

/** The columns of a piece of guidance, from marks k and all that belongs to it. */
export const guidanceColumns = sql`m.code, m.title, ${beginningOf('a.text', 160)} as answer, a.unit_name as unit,
  a.published_at as "answeredAt", jsonb_build_object('id', p.id, 'name', p.name) as leader,
  case when r.code is not null then jsonb_build_object('code', r.code, 'name', r.name) end as region,
  jsonb_build_object('id', t.id, 'name', t.name, 'nameEn', t.name_en) as topic,
  (select count(*)::integer from guidance_offers g where g.mark_id = k.id and g.outcome = 'helped') as helped`;

export const guidanceJoins = sql`marks k join messages m on m.id = k.message_id join replies a on a.id = k.reply_id join posts p on p.id = m.post_id
  join topics t on t.id = m.topic_id left join regions r on r.code = m.region_code`;

/** Public guidance, the newest first, with how many pieces there are. */
export async function listGuidance(
  db: Db,
  filter: GuidanceFilter,
  page: ListPlace,
): Promise<MarkPage<Guidance>> {
  const where = [marksShown('guidance'), ...placeAndTopic(filter), ...wordsIn(filter.q)];
  const list = { columns: guidanceColumns, joins: guidanceJoins, where };
  const { items, ...ways } = await markPage<Guidance & Marked>(db, list, page);
  return { items: items.map(guidanceOf), ...ways };
}

/** A row without what only the list itself needs. */
export function guidanceOf(row: Guidance): Guidance {
  const { code, title, answer, unit, answeredAt, leader, region, topic, helped } = row;
  return { code, title, answer, unit, answeredAt, leader, region, topic, helped };
}

function placeAndTopic({ region, topic }: GuidanceFilter): RawBuilder<unknown>[] {
  return conditions({ ...(region !== undefined && { region }), ...(topic !== undefined && { topic }) });
}

function wordsIn(q: string | undefined): RawBuilder<unknown>[] {
  if (!q?.trim()) return [];
  const words = segment(q);
  return [words === '' ? sql`false` : sql`k.search @@ plainto_tsquery('simple', ${words}) ${plannedAnew}`];
}
