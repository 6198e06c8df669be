import { type RawBuilder, sql } from 'kysely';
import type { Kind } from '../../domain/message.ts';
import type { Handling } from '../../domain/status.ts';
import type { Db } from '../store/db.ts';
import { beside, type ListPlace, pageOf, type Turn, turnOf, type Ways } from './both-ways.ts';
import { supportersNow } from '../store/supports/supporters-now.ts';
import { detailColumns, type ListDetails } from './list-details.ts';
import { idsOf, type MessageFilter } from './message-filter.ts';
import { beginningOf } from './beginning.ts';

/** A message as public lists show it. */
export interface ListedMessage {
  code: string;
  title: string;
  /** The first characters of the public text. */
  excerpt: string;
  /** All of it, where a search shows the part that was looked for. */
  text?: string;
  author: string;
  leader: { id: number; name: string };
  region: { code: string; name: string } | null;
  kind: Kind;
  topic: { id: number; name: string; nameEn: string };
  handling: Handling;
  publishedAt: Date;
  dueAt: Date | null;
  answer: { unit: string; at: Date } | null;
  pictures: number;
  /** How many others met the same thing. */
  supporters: number;
}

/** A listed message with the details of its row. */
export interface ListedInFull extends ListedMessage {
  details: ListDetails;
}

interface Row extends Omit<ListedMessage, 'leader' | 'region' | 'topic' | 'answer'> {
  id: number;
  leaderId: number;
  leaderName: string;
  regionCode: string | null;
  regionName: string | null;
  topicId: number;
  topicName: string;
  topicNameEn: string;
  answerUnit: string | null;
  answeredAt: Date | null;
}

/** A list's page and the ways from it. */
interface ListPage<Item> extends Ways {
  items: Item[];
}

/** Public messages, newest publication first. */
export async function listMessages(
  db: Db,
  filter: MessageFilter,
  page: ListPlace,
): Promise<ListPage<ListedMessage>> {
  const { rows, ...ways } = await readPage<Row>(db, filter, { ...page, columns });
  return { items: rows.map(listed), ...ways };
}

/** The same with all that the rows of a list page say. */
export async function listInFull(
  db: Db,
  filter: MessageFilter,
  page: ListPlace,
): Promise<ListPage<ListedInFull>> {
  const { rows, ...ways } = await readPage<Row & ListDetails>(db, filter, {
    ...page,
    columns: sql`${columns}, ${detailColumns}`,
  });
  return { items: rows.map((row) => ({ ...listed(row), details: detailsOf(row) })), ...ways };
}

/** These messages in this order, with all that a row says; those that are not public are left out. */
export async function listTheseInFull(db: Db, ids: readonly number[]): Promise<ListedInFull[]> {
  const { rows } = await sql<Row & ListDetails & { text: string }>`
    select ${columns}, m.body as text, ${detailColumns} from unnest(${ids}::bigint[]) with ordinality as f (id, n) join messages m on m.id = f.id
    join posts p on p.id = m.post_id join topics t on t.id = m.topic_id left join regions r on r.code = m.region_code
    where m.publication = 'public' order by f.n`.execute(db);
  return rows.map((row) => ({ ...listed(row), text: row.text, details: detailsOf(row) }));
}

const columns = sql`m.id, m.code, m.title, ${beginningOf('m.body', 90)} as excerpt, m.author_label as author, p.id as "leaderId",
  p.name as "leaderName", r.code as "regionCode", r.name as "regionName", m.kind, t.id as "topicId", t.name as "topicName", t.name_en as "topicNameEn",
  m.handling, m.published_at as "publishedAt", m.due_at as "dueAt", m.answer_unit as "answerUnit", m.answered_at as "answeredAt",
  (select count(*)::integer from pictures x where x.message_id = m.id and x.author_public and x.reviewed_public
    and x.state = 'kept') as pictures, ${sql.raw(supportersNow)} as supporters`;

// With a number in its place a plan is made for few rows, and one plan serves all pages; few sizes make few plans.
const sizes = [6, 21, 101];

const order = 'm.published_at, m.id';

interface Read<Item> extends Ways {
  rows: Item[];
}

async function readPage<Item extends Row>(
  db: Db,
  filter: MessageFilter,
  page: ListPlace & { columns: RawBuilder<unknown> },
): Promise<Read<Item>> {
  const turn = turnOf(page);
  const [found, isBehind] = await Promise.all([
    stretch<Item>(db, filter, { ...page, turn }),
    turn === null ? false : anyBehind(db, filter, turn),
  ]);
  const { limit } = page;
  return pageOf(turn, { found, isBehind, limit, placeOf: ({ publishedAt: at, id }) => ({ at, id }) });
}

/** The messages from a place on and one more, nearest first: towards the newest the same list is read from its other end, so that what arrives meanwhile moves nothing. */
async function stretch<Item extends Row>(
  db: Db,
  filter: MessageFilter,
  { turn, limit, columns: asked }: { turn: Turn | null; limit: number; columns: RawBuilder<unknown> },
): Promise<Item[]> {
  const goesBack = turn?.goesBack ?? false;
  const most = sizes.find((size) => size > limit) ?? limit + 1;
  const within = beside(turn, 'ahead', order);
  const way = sql.raw(goesBack ? 'asc' : 'desc');
  const ids = idsOf(filter, { within, most: sql.lit(most), oldestFirst: goesBack });
  const { rows } = await sql<Item>`
    select ${asked} from (${ids}) shown join messages m on m.id = shown.id
    join posts p on p.id = m.post_id join topics t on t.id = m.topic_id left join regions r on r.code = m.region_code
    order by m.published_at ${way}, m.id ${way}`.execute(db);
  return rows;
}

/** Whether the list holds the place itself or anything on its other side. */
async function anyBehind(db: Db, filter: MessageFilter, turn: Turn): Promise<boolean> {
  const within = beside(turn, 'behind', order);
  const { rows } =
    await sql`${idsOf(filter, { within, most: sql.lit(1), oldestFirst: !turn.goesBack })}`.execute(db);
  return rows.length > 0;
}

function listed(row: Row): ListedMessage {
  const { code, title, excerpt, author, kind, handling, publishedAt, dueAt, pictures, supporters } = row;
  return {
    code,
    title,
    excerpt,
    author,
    kind,
    handling,
    publishedAt,
    dueAt,
    pictures,
    supporters,
    leader: { id: row.leaderId, name: row.leaderName },
    region: row.regionCode === null ? null : { code: row.regionCode, name: row.regionName ?? '' },
    topic: { id: row.topicId, name: row.topicName, nameEn: row.topicNameEn },
    answer: row.answeredAt === null ? null : { unit: row.answerUnit ?? '', at: row.answeredAt },
  };
}

function detailsOf({ office, answerText, closedReason, rating }: ListDetails): ListDetails {
  return { office, answerText, closedReason, rating };
}
