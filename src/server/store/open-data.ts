import { type RawBuilder, sql } from 'kysely';
import type { OpenContent } from '../../domain/open-data/data-package.ts';
import { openFields, type OpenFormat, type OpenMessage } from '../../domain/open-data/open-message.ts';
import { named } from './compose.ts';
import { countsAs } from './counts-as.ts';
import type { Db } from './db.ts';
import { supportersNow } from './supports/supporters-now.ts';
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
  span: { from: Date; to: Date; after: OpenCursor | null; most: number; now: Date },
): Promise<{ messages: OpenMessage[]; next: OpenCursor | null }> {
  const after = span.after ? sql`(m.published_at, m.id) > (${span.after.at}, ${span.after.id})` : sql`true`;
  const { rows } = await sql<OpenMessage & { id: number; at: Date }>`
    select m.id, m.published_at as at, m.code, m.kind, m.topic_id, t.name as topic, m.region_code, r.name as region,
      m.post_id as leader_id, p.name as leader, m.source, m.title, m.body, m.standing, m.published_at, m.answered_at, m.answer_unit,
      (select a.text from replies a where a.message_id = m.id and a.type = 'final' and a.state = 'published'
        order by a.published_at desc limit 1) as answer, ${counted(span.now)}
    from messages m join posts p on p.id = m.post_id join offices o on o.id = m.answerable_id join topics t on t.id = m.topic_id left join regions r on r.code = m.region_code
    where m.publication = 'public' and m.published_at >= ${span.from} and m.published_at < ${span.to} and ${after}
    order by m.published_at, m.id limit ${sql.lit(span.most)}`.execute(db);
  const last = rows.at(-1);
  const messages = rows.map(
    (row) => Object.fromEntries(openFields.map(([name]) => [name, row[name]])) as OpenMessage,
  );
  return { messages, next: last && rows.length === span.most ? { at: last.at, id: last.id } : null };
}

// Each is on the page of the message, or told by its place in the list behind a number.
function counted(now: Date): RawBuilder<unknown> {
  const yes = (part: Parameters<typeof countsAs>[0], ground: Parameters<typeof countsAs>[0]) =>
    sql`case when ${countsAs(ground, now)} then coalesce(${countsAs(part, now)}, false) end`;
  return sql`m.answerable_id as office_id, o.name as office,
    case when m.standing in ('waiting', 'in-progress') then m.due_at end as due_at,
    case when m.source <> 'import' then m.contacted_at end as contacted_at, ${yes('heard-in-time', 'heard')} as contact_in_time,
    m.first_answered_at, ${yes('on-time', 'promised')} as answered_on_time,
    case when m.source <> 'import' then m.answer_days end as answer_days, ${yes('settled', 'asked')} as settled,
    m.ratings, m.satisfied, (select round((g.solved + g.attitude + g.speed) / 3.0, 2)::float8 from ratings g
      where g.message_id = m.id order by g.round desc limit 1) as rating_mean,
    ${sql.raw(supportersNow)} as supporters, coalesce(${countsAs('adopted', now)}, false) as adopted`;
}

/** One piece of a file, as it lies in the file store. */
export interface OpenPiece {
  content: OpenContent;
  /** Of messages the month of their publication, of numbers the day on which they were counted. */
  month: string;
  format: OpenFormat;
  part: number;
  key: string;
  /** Rows: messages, or numbers. */
  messages: number;
  bytes: number;
}

const begin = named(`insert into open_data_builds (built_on, begun_at) values ($1, $2)
  on conflict (built_on) do update set begun_at = excluded.begun_at, finished_at = null`);
const clear = named('delete from open_data_pieces where built_on = $1');
const keep =
  named(`insert into open_data_pieces (built_on, month, format, part, file_key, messages, bytes, content) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (built_on, content, month, format, part) do update set file_key = excluded.file_key, messages = excluded.messages, bytes = excluded.bytes`);
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
  await alone.rows(keep, [day, p.month, p.format, p.part, p.key, p.messages, p.bytes, p.content]);
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
