import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import type { LoadedMessage } from '../../message-facts.ts';

/** Somebody who may be instructed. */
export interface Candidate {
  /** `post:12` or `office:7`, as a form sends it. */
  value: string;
  name: string;
  /** Why it stands here: in charge of the topic, answers for the message, does such work, or found by name. */
  why: 'in-charge' | 'deputy' | 'answerable' | 'does-it' | 'found';
  /** How many instructions it has open. */
  open: number;
}

const openOf = (column: 'post_id' | 'office_id') =>
  sql`(select count(*)::integer from addressees a where a.${sql.ref(column)} = x.id and a.ended_at is null) as open`;

/** Whom a post may instruct on a message: deputies of its region, those in charge first; the answerable office; units below that do such work; and what was looked for by name. */
export async function instructable(
  db: Db,
  message: LoadedMessage,
  from: { postId: number; find?: string },
): Promise<Candidate[]> {
  const topics = [message.facts.topic.id, await parentTopic(db, message.facts.topic.id)];
  const deputies = sql<Candidate>`
    select 'post:' || x.id as value, x.name, case when x.topic_ids && ${topics}::smallint[] then 'in-charge' else 'deputy' end as why, ${openOf('post_id')}
    from posts x join posts f on f.id = ${from.postId} where x.region_code = f.region_code and not x.receives and x.valid_to is null and x.id <> f.id
    order by not x.topic_ids && ${topics}::smallint[], x.rank`;
  const answerable = sql<Candidate>`
    select 'office:' || x.id as value, x.name, 'answerable' as why, ${openOf('office_id')} from offices x where x.id = ${message.facts.answerable.id}`;
  const units = sql<Candidate>`
    select 'office:' || x.id as value, x.name, 'does-it' as why, ${openOf('office_id')}
    from offices x join posts f on f.id = ${from.postId} where x.valid_to is null and x.above_id in (f.office_id, ${message.facts.answerable.id})
      and x.id <> ${message.facts.answerable.id} and x.topic_ids && ${topics}::smallint[] order by x.id limit 4`;
  const found = from.find?.trim()
    ? byName(from.postId, message.facts.answerable.id, from.find.trim())
    : undefined;
  const parts = await Promise.all(
    [answerable, deputies, units, ...(found ? [found] : [])].map((each) => each.execute(db)),
  );
  const all = parts.flatMap(({ rows }) => rows);
  const { officeIds, postIds } = message.matter.conflicts;
  const barred = new Set([...officeIds.map((id) => `office:${id}`), ...postIds.map((id) => `post:${id}`)]);
  return all.filter(
    (each, index) =>
      !barred.has(each.value) && all.findIndex((other) => other.value === each.value) === index,
  );
}

function byName(postId: number, answerableId: number, words: string) {
  return sql<Candidate>`
    with recursive down(id, depth) as (
      select f.office_id, 0 from posts f where f.id = ${postId} union select ${answerableId}::bigint, 0
      union select o.id, down.depth + 1 from down join offices o on o.above_id = down.id where o.valid_to is null and down.depth < 4)
    select 'office:' || x.id as value, x.name, 'found' as why, ${openOf('office_id')}
    from offices x where x.id in (select id from down) and position(${words} in x.name) > 0 order by length(x.name), x.id limit 12`;
}

async function parentTopic(db: Db, topicId: number): Promise<number> {
  const row = await db.selectFrom('topics').select('parent_id').where('id', '=', topicId).executeTakeFirst();
  return row?.parent_id ?? topicId;
}

/** The posts that this member of staff holds; throws for whoever holds none. */
export function postsOf(actor: Actor): number[] {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const posts = actor.duties.flatMap((d) => (d.role === 'leader' && d.postId !== null ? [d.postId] : []));
  if (posts.length === 0) throw new Refusal('not-allowed');
  return [...new Set(posts)];
}
