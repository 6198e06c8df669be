import { sql } from 'kysely';
import type { Matter } from '../../../domain/matter.ts';
import type { Db } from '../../store/db.ts';
import { speaksOfPlace } from './spoken-place.ts';

/** A unit proposed for an order, and what speaks for it. */
export interface ProposedUnit {
  id: number;
  name: string;
  /** The place below that the message speaks of. */
  place: string | null;
  /** It is in charge of the message's topic. */
  topic: boolean;
  /** How many messages on the topic it has done for this office. */
  before: number;
}

interface Candidate {
  id: number;
  name: string;
  kind: string;
  place: string | null;
  rank: number | null;
  before: number;
}

const most = 4;

/**
 * Who could do it: place first, then topic, then what units did before. The rule is the same for everybody and proposes
 * only; an officer confirms.
 */
export async function proposeUnits(
  db: Db,
  of: { matter: Matter; ordererId: number; topicId: number; text: string },
): Promise<ProposedUnit[]> {
  const { matter, ordererId, topicId, text } = of;
  const taken = matter.orders.filter((o) => o.state !== 'cancelled').map((o) => o.toId);
  const barred = [...matter.conflicts.officeIds, ...taken, matter.answerableId, ordererId];
  const { rows } = await sql<Candidate>`
    with seat as (select id, kind, above_id from offices where id = ${ordererId})
    select o.id, o.name, o.kind, r.name as place, array_position(o.topic_ids, ${topicId}::smallint) as rank,
      (select count(*)::integer from assignments a join messages x on x.id = a.message_id
        where a.state = 'done' and a.from_id = ${ordererId} and a.to_id = o.id and x.topic_id = ${topicId}) as before
    from offices o left join regions r on r.code = o.region_code, seat
    where o.valid_to is null and o.id <> all (${barred})
      and (o.above_id = seat.id or (seat.kind = 'department' and o.above_id = seat.above_id and o.kind = 'town')
        or (seat.kind = 'temporary' and o.above_id = seat.above_id))`.execute(db);
  return rows
    .map((row) => ({ ...row, spoken: speaksOfPlace(text, row) }))
    .filter((row) => row.spoken || row.rank !== null || row.before > 0)
    .sort(
      (a, b) =>
        Number(b.spoken) - Number(a.spoken) ||
        (a.rank ?? 99) - (b.rank ?? 99) ||
        b.before - a.before ||
        a.id - b.id,
    )
    .slice(0, most)
    .map(({ id, name, place, spoken, rank, before }) => ({
      ...{ id, name, place: spoken ? place : null, topic: rank !== null, before },
    }));
}
