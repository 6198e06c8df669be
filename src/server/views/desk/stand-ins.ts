import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { asThemselves } from '../../../domain/standing-in.ts';
import type { Db } from '../../store/db.ts';

/** Somebody who stands in, or is to, as the page of stand-ins lists it. */
export interface StandInShown {
  id: number;
  office: string;
  officeId: number;
  absent: string;
  deputy: string;
  from: Date;
  to: Date;
  state: 'asked' | 'coming' | 'running';
  /** Can whoever looks settle it, and end it? */
  mayAgree: boolean;
  mayEnd: boolean;
}

/** An office at which somebody can name or ask for a stand-in, with those who work there. */
export interface StandInOffice {
  id: number;
  name: string;
  /** Settles what is asked there. */
  names: boolean;
  people: { id: number; name: string }[];
}

/** Who stands in for whom where one works oneself (an operator: everywhere), and where one could name somebody. */
export async function standIns(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<{ items: StandInShown[]; offices: StandInOffice[] }> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const own = asThemselves(actor) as typeof actor;
  const keeps = allows('keep the directory and people', relationsAtLarge(own));
  const here = own.duties.flatMap(({ officeId }) => officeId ?? []);
  const heads = own.duties.flatMap(({ role, officeId }) => (role === 'head' && officeId ? [officeId] : []));
  const { rows } = await sql<
    Omit<StandInShown, 'state' | 'mayAgree' | 'mayEnd'> & { settled: boolean; mine: boolean }
  >`
    select i.id, o.name as office, i.office_id as "officeId", a.name as absent, d.name as deputy, i.from_at as "from", i.to_at as "to",
      i.decided_at is not null as settled, ${actor.staffId} in (i.absent_id, i.deputy_id) as mine
    from stand_ins i join offices o on o.id = i.office_id join staff a on a.id = i.absent_id join staff d on d.id = i.deputy_id
    where i.ended_at is null and i.to_at > ${now} and (${keeps} or i.office_id = any (${here}) or ${actor.staffId} in (i.absent_id, i.deputy_id))
    order by i.from_at, i.id limit 200`.execute(db);
  const items = rows.map(({ settled, mine, ...row }): StandInShown => {
    const names = keeps || heads.includes(row.officeId);
    const state = !settled ? 'asked' : row.from > now ? 'coming' : 'running';
    return { ...row, state, mayAgree: names && !settled, mayEnd: names || mine };
  });
  return { items, offices: await officesOf(db, { here, heads, keeps }, now) };
}

async function officesOf(
  db: Db,
  { here, heads, keeps }: { here: number[]; heads: number[]; keeps: boolean },
  now: Date,
): Promise<StandInOffice[]> {
  const { rows } = await sql<StandInOffice>`
    select o.id, o.name, (${keeps} or o.id = any (${heads})) as names,
      jsonb_agg(distinct jsonb_build_object('id', s.id, 'name', s.name)) as people
    from offices o join staff_roles r on r.office_id = o.id and r.stand_in_id is null and (r.to_at is null or r.to_at > ${now})
      join staff s on s.id = r.staff_id and s.left_at is null
    where o.valid_to is null and (${keeps} or o.id = any (${here})) group by o.id
    having count(distinct s.id) > 1 order by o.name collate "C", o.id limit 500`.execute(db);
  return rows;
}
