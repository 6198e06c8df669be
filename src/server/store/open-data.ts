import { sql } from 'kysely';
import { openFields, type OpenFormat, type OpenMessage } from '../../domain/open-data/open-message.ts';
import { named } from './compose.ts';
import type { Db } from './db.ts';
import { alone } from './tx.ts';

/** The months in which public messages were published, by their first day. */
export async function publishedMonths(db: Db): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    with recursive months(at) as (
      select max(published_at) from messages where publication = 'public'
      union all select (select max(m.published_at) from messages m where m.publication = 'public'
        and m.published_at < date_trunc('month', months.at at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')
      from months where months.at is not null)
    select date_trunc('month', at at time zone 'Asia/Shanghai')::date as month from months where at is not null order by 1`.execute(
    db,
  );
  return rows.map(({ month }) => month);
}

/** Where the next piece of a month begins. */
export interface OpenCursor {
  at: Date;
  id: number;
}

/** Public messages published in a span, oldest first, after a cursor; nothing but what everybody reads. */
export async function openMessages(
  db: Db,
  span: { from: Date; to: Date; after: OpenCursor | null; most: number },
): Promise<{ messages: OpenMessage[]; next: OpenCursor | null }> {
  const after = span.after ? sql`(m.published_at, m.id) > (${span.after.at}, ${span.after.id})` : sql`true`;
  const { rows } = await sql<OpenMessage & { id: number; at: Date }>`
    select m.id, m.published_at as at, m.code, m.kind, m.topic_id, t.name as topic, m.region_code, r.name as region,
      m.post_id as leader_id, p.name as leader, m.source, m.title, m.body, m.standing, m.published_at, m.answered_at, m.answer_unit,
      (select a.text from replies a where a.message_id = m.id and a.type = 'final' and a.state = 'published'
        order by a.published_at desc limit 1) as answer
    from messages m join posts p on p.id = m.post_id join topics t on t.id = m.topic_id left join regions r on r.code = m.region_code
    where m.publication = 'public' and m.published_at >= ${span.from} and m.published_at < ${span.to} and ${after}
    order by m.published_at, m.id limit ${sql.lit(span.most)}`.execute(db);
  const last = rows.at(-1);
  const messages = rows.map(
    (row) => Object.fromEntries(openFields.map(([name]) => [name, row[name]])) as OpenMessage,
  );
  return { messages, next: last && rows.length === span.most ? { at: last.at, id: last.id } : null };
}

/** One piece of a month's file, as it lies in the file store. */
export interface OpenPiece {
  month: string;
  format: OpenFormat;
  part: number;
  key: string;
  messages: number;
  bytes: number;
}

const begin = named(`insert into open_data_builds (built_on, begun_at) values ($1, $2)
  on conflict (built_on) do update set begun_at = excluded.begun_at, finished_at = null`);
const clear = named('delete from open_data_pieces where built_on = $1');
const keep =
  named(`insert into open_data_pieces (built_on, month, format, part, file_key, messages, bytes) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (built_on, month, format, part) do update set file_key = excluded.file_key, messages = excluded.messages, bytes = excluded.bytes`);
const finish = named('update open_data_builds set finished_at = $2 where built_on = $1');
const old = named('select file_key as key from open_data_pieces where built_on < $1');
const dropPieces = named('delete from open_data_pieces where built_on < $1');
const dropBuilds = named('delete from open_data_builds where built_on < $1');

/** Begins the build of a day; one that was broken off begins anew. */
export async function beginBuild(day: string, now: Date): Promise<void> {
  await alone.rows(begin, [day, now]);
  await alone.rows(clear, [day]);
}

/** Writes down a piece that lies in the file store. */
export async function keepPiece(day: string, p: OpenPiece): Promise<void> {
  await alone.rows(keep, [day, p.month, p.format, p.part, p.key, p.messages, p.bytes]);
}

/** From now on the files of this day are those that everybody gets. */
export async function finishBuild(day: string, now: Date): Promise<void> {
  await alone.rows(finish, [day, now]);
}

/** The keys of what earlier days left in the file store. */
export async function earlierKeys(day: string): Promise<string[]> {
  return (await alone.rows<{ key: string }>(old, [day])).map(({ key }) => key);
}

/** Forgets the builds of earlier days, once their files are gone. */
export async function dropEarlier(day: string): Promise<void> {
  await alone.rows(dropPieces, [day]);
  await alone.rows(dropBuilds, [day]);
}
