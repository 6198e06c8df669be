import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import type { Db } from '../../../store/db.ts';
import { examinerId } from './clue-list.ts';

/** A key of the group as one examiner has it: wrapped, or not at all. */
export interface HeldKey {
  id: number;
  recipient: string;
  madeAt: Date;
  retiredAt: Date | null;
  /** In base64; null: this examiner holds no copy. */
  wrapped: string | null;
  /** By whom it was given, where that was somebody else. */
  givenBy: string | null;
}

/** The keys of the examiner group, the newest first, and the colleagues who hold no copy of them yet. */
export interface KeyRoom {
  keys: HeldKey[];
  colleagues: { id: number; name: string; lacks: number[] }[];
}

/** The group's keys as this examiner holds them; only an examiner asks. */
export async function keyRoom(db: Db, actor: Actor, now: Date): Promise<KeyRoom> {
  const staffId = examinerId(actor);
  const [keys, colleagues] = await Promise.all([
    sql<HeldKey>`select k.id, k.recipient, k.made_at as "madeAt", k.retired_at as "retiredAt",
      translate(encode(c.wrapped, 'base64'), E'\n', '') as wrapped, case when c.given_by <> c.staff_id then s.name end as "givenBy"
      from clue_keys k left join clue_key_copies c on c.key_id = k.id and c.staff_id = ${staffId} left join staff s on s.id = c.given_by
      order by k.id desc`.execute(db),
    sql<KeyRoom['colleagues'][number]>`select s.id, s.name,
      array(select k.id from clue_keys k where not exists (select from clue_key_copies c where c.key_id = k.id and c.staff_id = s.id) order by k.id) as lacks
      from staff s where s.left_at is null and s.id <> ${staffId} and exists (select from staff_roles r where r.staff_id = s.id
        and r.role = 'examiner' and r.from_at <= ${now} and (r.to_at is null or r.to_at > ${now})) order by s.name collate "C", s.id`.execute(
      db,
    ),
  ]);
  return { keys: keys.rows, colleagues: colleagues.rows };
}
