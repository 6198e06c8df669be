import { type RawBuilder, sql } from 'kysely';
import type { Kind } from '../../domain/message.ts';
import type { Db } from '../store/db.ts';
import { idsOf, type MessageFilter } from './message-filter.ts';
import { newestFound, type Search } from './searching/search-messages.ts';

/** A public message as feeds carry it, with its latest official answer. */
export interface FedMessage {
  code: string;
  title: string;
  body: string;
  author: string;
  leader: string;
  region: string | null;
  kind: Kind;
  topic: { name: string; nameEn: string };
  publishedAt: Date;
  answer: { unit: string; text: string } | null;
  /** When it was published, or answered last, or that answer corrected. */
  changedAt: Date;
}

/** How many messages a feed has. */
export const fed = 30;

/** The newest messages of a list, or of what a search finds, as they stand at this moment. */
export async function feedMessages(
  db: Db,
  filter: MessageFilter,
  search: Pick<Search, 'q' | 'exact'> | null,
): Promise<FedMessage[]> {
  const ids = search
    ? sql`select unnest(${await newestFound(db, { ...search, filter, sort: 'time' }, fed)}::bigint[]) as id`
    : idsOf(filter, { within: sql`true`, most: sql.lit(fed) });
  return theseFed(db, ids);
}

/** These messages as feeds carry them, the newest first; `ids` is a query of them. */
export async function theseFed(db: Db, ids: RawBuilder<unknown>): Promise<FedMessage[]> {
  const { rows } = await sql<FedMessage>`
    select m.code, m.title, m.body, m.author_label as author, p.name as leader, r.name as region, m.kind,
      jsonb_build_object('name', t.name, 'nameEn', t.name_en) as topic, m.published_at as "publishedAt",
      case when a.text is not null then jsonb_build_object('unit', a.unit_name, 'text', a.text) end as answer,
      greatest(m.published_at, a.published_at, a.corrected_at) as "changedAt"
    from (${ids}) shown join messages m on m.id = shown.id join posts p on p.id = m.post_id
      join topics t on t.id = m.topic_id left join regions r on r.code = m.region_code
      left join lateral (select a.text, a.unit_name, a.published_at,
        (select max(c.published_at) from replies c where c.corrects_id = a.id and c.state = 'applied') as corrected_at from replies a where a.message_id = m.id
        and a.type = 'final' and a.state = 'published' order by a.published_at desc, a.id desc limit 1) a on true
    where m.publication = 'public' order by m.published_at desc, m.id desc`.execute(db);
  return rows;
}

/** When a message last left the public's view, anywhere on the board; null: never. */
export async function lastDeparture(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select at from publications where act in ('taken-down', 'withdrawn') order by at desc limit 1`.execute(
    db,
  );
  return rows[0]?.at ?? null;
}
