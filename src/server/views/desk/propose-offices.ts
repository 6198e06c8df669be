import { sql } from 'kysely';
import type { Matter } from '../../../domain/matter.ts';
import type { Db } from '../../store/db.ts';
import type { ProposedUnit } from './propose-units.ts';
import { speaksOfPlace } from './spoken-place.ts';
import type { TransferStep } from './transfers.ts';

/** An office proposed for a message that came back, and what speaks for it. */
export interface ProposedOffice extends ProposedUnit {
  /** Whoever gave it back names it. */
  named: boolean;
  /** It is the office above the one that gave it back. */
  above: boolean;
}

interface Candidate extends Omit<ProposedOffice, 'topic' | 'before'> {
  kind: string;
  rank: number | null;
}

const most = 4;
/** So many of an office's latest answers are looked at. */
const latest = 500;

/**
 * Who could answer a message that an office gave back: whom that office names, then the place, then the topic, then what
 * offices did before; the office above where nothing else speaks, and first where it is beyond the power of those below.
 * It proposes only; a reviewer confirms.
 */
export async function proposeOffices(
  db: Db,
  of: { matter: Matter; topicId: number; text: string; transfers: readonly TransferStep[] },
): Promise<ProposedOffice[]> {
  const last = of.transfers.findLast((t) => t.returned !== null);
  if (!last?.returned) return [];
  const { code, words } = last.returned;
  const found = await candidates(db, of, { seatId: last.to.id, words });
  const text = `${of.text}\n${words}`;
  const ranked = found
    .map((each) => ({ ...each, spoken: speaksOfPlace(text, each) }))
    .filter((each) => each.named || each.above || each.spoken || each.rank !== null)
    .sort(
      (a, b) =>
        Number(b.named) - Number(a.named) ||
        (code === 'above-power' ? Number(b.above) - Number(a.above) : 0) ||
        Number(b.spoken) - Number(a.spoken) ||
        (a.rank ?? 99) - (b.rank ?? 99) ||
        a.id - b.id,
    )
    .slice(0, most);
  const before = await answeredBefore(
    db,
    ranked.map((each) => each.id),
    of.topicId,
  );
  return ranked.map(({ id, name, place, named, above, spoken, rank }) => ({
    ...{ id, name, place: spoken ? place : null, topic: rank !== null, before: before.get(id) ?? 0 },
    ...{ named, above },
  }));
}

// Around the office that gave it back: those beside it, below it and the one above it; and whom its words name.
async function candidates(
  db: Db,
  { matter, topicId, transfers }: Parameters<typeof proposeOffices>[1],
  { seatId, words }: { seatId: number; words: string },
): Promise<Candidate[]> {
  const barred = [...matter.conflicts.officeIds, matter.answerableId, ...transfers.map((t) => t.to.id)];
  const { rows } = await sql<Candidate>`
    with seat as (select id, above_id from offices where id = ${seatId})
    select o.id, o.name, o.kind, r.name as place, array_position(o.topic_ids, ${topicId}::smallint) as rank,
      position(o.name in ${words}) > 0 as named, o.id is not distinct from seat.above_id as above
    from offices o left join regions r on r.code = o.region_code, seat
    where o.valid_to is null and o.kind <> 'platform' and o.id <> all (${barred}::bigint[])
      and (o.above_id = seat.above_id or o.above_id = seat.id or o.id = seat.above_id or position(o.name in ${words}) > 0)`.execute(
    db,
  );
  return rows;
}

async function answeredBefore(
  db: Db,
  officeIds: readonly number[],
  topicId: number,
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ id: number; n: number }>`
    select o.id, (select count(*)::integer from (select m.topic_id from messages m where m.answerable_id = o.id and m.answered_at is not null
      order by m.answered_at desc limit ${latest}) a where a.topic_id = ${topicId}) as n
    from unnest(${[...officeIds]}::bigint[]) as o (id)`.execute(db);
  return new Map(rows.map(({ id, n }) => [Number(id), n]));
}
