import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import type { ListPlace } from './both-ways.ts';
import { conditions } from './message-filter.ts';
import { type Marked, type MarkPage, markPage } from './mark-pages.ts';
import { marksShown } from './marks-shown.ts';

/** A suggestion that became a measure, as lists show it. */
export interface Adopted {
  code: string;
  title: string;
  author: string;
  measure: string;
  /** The day of the measure, yyyy-mm-dd. */
  on: string;
  link: string | null;
  unit: string;
  leader: { id: number; name: string };
  region: { code: string; name: string } | null;
  topic: { id: number; name: string; nameEn: string };
}

/** Suggestions that were adopted, the latest mark first, with how many there are. */
export async function listAdopted(
  db: Db,
  filter: { region?: string | undefined; topic?: number | undefined },
  page: ListPlace,
): Promise<MarkPage<Adopted>> {
  const { region, topic } = filter;
  const place = conditions({
    ...(region !== undefined && { region }),
    ...(topic !== undefined && { topic }),
  });
  const joins = sql`marks k join messages m on m.id = k.message_id join posts p on p.id = m.post_id
    join topics t on t.id = m.topic_id left join regions r on r.code = m.region_code`;
  const list = { columns, joins, where: [marksShown('adopted'), ...place] };
  const { items, ...ways } = await markPage<Adopted & Marked>(db, list, page);
  return { items: items.map(adoptedOf), ...ways };
}

const columns = sql`m.code, m.title, m.author_label as author, k.measure, k.measure_on as "on", k.link, coalesce(m.answer_unit, '') as unit,
  jsonb_build_object('id', p.id, 'name', p.name) as leader,
  case when r.code is not null then jsonb_build_object('code', r.code, 'name', r.name) end as region,
  jsonb_build_object('id', t.id, 'name', t.name, 'nameEn', t.name_en) as topic`;

function adoptedOf(row: Adopted): Adopted {
  const { code, title, author, measure, on, link, unit, leader, region, topic } = row;
  return { code, title, author, measure, on, link, unit, leader, region, topic };
}
