import { type RawBuilder, sql } from 'kysely';
import type { Kind } from '../../domain/message.ts';
import type { BehindNumber } from '../../domain/statistics/behind-numbers.ts';
import { behindNumber } from './behind-number.ts';

/** Which public messages a list shows. */
export interface MessageFilter {
  leader?: number;
  /** The office that answers for it. */
  office?: number;
  /** A province, city or county; everything below it belongs to it. */
  region?: string;
  kind?: Kind;
  topic?: number;
  status?: 'waiting' | 'in-progress' | 'answered' | 'ended';
  /** Published from this moment on, and before that one. */
  from?: Date;
  to?: Date;
  /** With pictures that everybody sees. */
  pictures?: boolean;
  /** Suggestions that became a measure. */
  adopted?: boolean;
  /** What a number counts, for the list of the messages behind it. */
  behind?: BehindNumber & { at: Date };
}

const anyStanding = sql`(values ('waiting'), ('in-progress'), ('answered'), ('ended'))`;

/** A stretch of a list: where it lies, how long it is, and from which end it is read. */
export interface Stretch {
  /** A condition on messages m. */
  within: RawBuilder<unknown>;
  most: RawBuilder<unknown>;
  /** Newest first unless told otherwise; the same index serves both. */
  oldestFirst?: boolean;
}

/** Which messages a stretch of a list holds, in the order in which it is read: a query of their ids. */
export function idsOf(filter: MessageFilter, stretch: Stretch): RawBuilder<unknown> {
  const [lead, ...rest] = narrowings(filter);
  const way = sql.raw(stretch.oldestFirst ? 'asc' : 'desc');
  const end = (by: string) =>
    sql`order by ${sql.raw(by)}.published_at ${way}, ${sql.raw(by)}.id ${way} limit ${stretch.most}`;
  const plain = [
    sql`m.publication = 'public'`,
    stretch.within,
    ...rest.map(({ condition }) => condition),
    ...lookedAt(filter),
  ];
  if (!lead) {
    const status = filter.status === undefined ? [] : [sql`m.standing = ${filter.status}`];
    const where = [...plain, ...status];
    return sql`select m.id from messages m where ${sql.join(where, sql` and `)} ${end('m')}`;
  }
  // No index gives several standings (or sub-topics) in one order: the newest of each are read, then the newest of those.
  const standings = filter.status === undefined ? anyStanding : sql`(values (${filter.status}::text))`;
  return sql`select x.id from ${lead.values} lead (value) cross join ${standings} standing (value) cross join lateral (
    select m.id, m.published_at from messages m where ${lead.column} = lead.value and m.standing = standing.value
      and ${sql.join(plain, sql` and `)} ${end('m')}) x ${end('x')}`;
}

/** Is a page of this list read off one index, and so always a short read? */
export function isLed(filter: MessageFilter): boolean {
  return narrowings(filter).length <= 1 && lookedAt(filter).length === 0;
}

// What no index leads by, looked at on the way.
function lookedAt({ from, to, pictures, adopted, behind }: MessageFilter): RawBuilder<unknown>[] {
  return [
    ...(from === undefined ? [] : [sql`m.published_at >= ${from}`]),
    ...(to === undefined ? [] : [sql`m.published_at < ${to}`]),
    ...(pictures ? [withPictures] : []),
    ...(adopted ? [sql`m.adopted`] : []),
    ...(behind ? behindNumber(behind) : []),
  ];
}

const withPictures = sql`m.picture_count > 0 and exists (select from pictures x where x.message_id = m.id and x.author_public
  and x.reviewed_public and x.state = 'kept')`;

/** Place, topic, leader and kind of a filter as conditions on public messages m, for lists of something else. */
export function conditions(filter: Omit<MessageFilter, 'status' | 'behind'>): RawBuilder<unknown>[] {
  return [sql`m.publication = 'public'`, ...narrowings(filter).map(({ condition }) => condition)];
}

/** One thing that a filter asks for. */
interface Narrowing {
  condition: RawBuilder<unknown>;
  column: RawBuilder<unknown>;
  /** What the column may be, as a set of rows. */
  values: RawBuilder<unknown>;
}

/** What a filter asks for beside words and standing: first that which leaves the fewest messages, whose index leads; the rest is looked at on the way. */
function narrowings({ leader, office, region, topic, kind }: MessageFilter): Narrowing[] {
  const all: Narrowing[] = [];
  if (leader !== undefined) all.push(isOne('post_id', sql`${leader}::bigint`));
  if (office !== undefined) all.push(isOne('answerable_id', sql`${office}::bigint`));
  const place = region === undefined ? undefined : isOne(placeColumn(region), sql`${region}::text`);
  if (place && !region?.endsWith('0000')) all.push(place);
  if (topic !== undefined) {
    // Asked for like this the planner expects as many sub-topics of a known topic as of any, and plans once.
    const one = sql`(select ${topic}::bigint)`;
    const values = sql`(select t.id from topics t where t.id = ${one} or t.parent_id = ${one})`;
    all.push({ condition: sql`m.topic_id in ${values}`, column: sql`m.topic_id`, values });
  }
  if (place && region?.endsWith('0000')) all.push(place);
  if (kind !== undefined) all.push(isOne('kind', sql`${kind}::text`));
  return all;
}

function isOne(name: string, value: RawBuilder<unknown>): Narrowing {
  const column = sql.raw(`m.${name}`);
  return { condition: sql`${column} = ${value}`, column, values: sql`(values (${value}))` };
}

function placeColumn(code: string): string {
  if (code.endsWith('0000')) return 'province_code';
  // A municipality's district and a province-run county have no city above.
  return code.endsWith('00') ? 'city_code' : 'region_code';
}
