import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { conditions } from './message-filter.ts';
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
  page: { after?: string | undefined; limit: number },
): Promise<{ items: Adopted[]; next: string | null; total: number }> {
  const { region, topic } = filter;
  const place = conditions({
    ...(region !== undefined && { region }),
    ...(topic !== undefined && { topic }),
  });
  const all = sql.join([marksShown('adopted'), ...place], sql` and `);
  const from = page.after === undefined ? sql`true` : after(page.after);
  const joins = sql`marks k join messages m on m.id = k.message_id join posts p on p.id = m.post_id
    join topics t on t.id = m.topic_id left join regions r on r.code = m.region_code`;
  const { rows } = await sql<Adopted & { markId: number; markedAt: Date; total: number }>`
    select k.id as "markId", k.decided_at as "markedAt", m.code, m.title, m.author_label as author, k.measure, k.measure_on as "on", k.link,
      coalesce(m.answer_unit, '') as unit, jsonb_build_object('id', p.id, 'name', p.name) as leader,
      case when r.code is not null then jsonb_build_object('code', r.code, 'name', r.name) end as region,
      jsonb_build_object('id', t.id, 'name', t.name, 'nameEn', t.name_en) as topic, (select count(*)::integer from ${joins} where ${all}) as total
    from ${joins} where ${all} and ${from} order by k.decided_at desc, k.id desc limit ${page.limit + 1}`.execute(
    db,
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last ? writeCursor({ at: last.markedAt, id: last.markId }) : null;
  return { items: shown.map(adoptedOf), next, total: rows[0]?.total ?? 0 };
}

function adoptedOf(row: Adopted): Adopted {
  const { code, title, author, measure, on, link, unit, leader, region, topic } = row;
  return { code, title, author, measure, on, link, unit, leader, region, topic };
}

function after(cursor: string) {
  const { at, id } = readCursor(cursor);
  return sql`(k.decided_at, k.id) < (${at}, ${id})`;
}
