import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { Kind, Urgency } from '../../../domain/message.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';

/** A rule of how many sign a reply. */
export interface SignatureRule {
  id: number;
  office: { id: number; name: string } | null;
  kind: Kind | null;
  urgency: Urgency | null;
  signatures: number;
  by: string;
  at: Date;
}

/** The rules in force, those for all offices first; for operators. */
export async function signatureRules(db: Db, actor: Actor): Promise<SignatureRule[]> {
  if (!allows('keep the directory and people', relationsAtLarge(actor)))
    throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  const { rows } = await sql<SignatureRule>`
    select u.id, case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name) end as office, u.kind, u.urgency, u.signatures,
      s.name as by, u.set_at as at
    from signature_rules u left join offices o on o.id = u.office_id join staff s on s.id = u.set_by where u.ended_at is null
    order by u.office_id is not null, o.name collate "C", u.kind nulls first, u.urgency nulls first, u.id limit 500`.execute(
    db,
  );
  return rows;
}
