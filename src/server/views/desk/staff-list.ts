import { sql } from 'kysely';
import type { Actor, StaffRole } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { tokenMark } from '../../store/staff-tokens.ts';

/** A member of staff as an operator keeps them. */
export interface StaffMember {
  id: number;
  name: string;
  /** The name to sign in with. */
  login: string | null;
  since: Date;
  /** Since when a phone on duty is known; the number is nobody's business. */
  phoneAt: Date | null;
  /** How they are known at the provider; null where no account is bound to them. */
  identity: { knownAs: string | null } | null;
  /** For whom they stand in now, or are to. */
  standsInFor: { name: string; office: string; from: Date; to: Date }[];
  duties: { id: number; role: StaffRole; office: string | null; post: string | null; since: Date }[];
  /** Open secrets: sign-in links not used yet, tokens of programs. */
  tokens: { mark: string; purpose: 'bearer' | 'sign-in-link'; label: string | null; until: Date }[];
}

/** The staff in service, by name, with duties and open secrets; for operators. */
export async function staffList(
  db: Db,
  actor: Actor,
  ask: { q: string; limit: number; offset: number; issuer?: string | null },
  now: Date,
): Promise<{ items: StaffMember[]; total: number }> {
  if (!allows('keep the directory and people', relationsAtLarge(actor)))
    throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  const { rows } = await sql<StaffMember & { total: number }>`
    select s.id, s.name, s.login, s.created_at as since, s.phone_at as "phoneAt", count(*) over ()::integer as total,
      coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'office', o.name, 'post', p.name, 'since', r.from_at) order by r.id)
        from staff_roles r left join offices o on o.id = r.office_id left join posts p on p.id = r.post_id where r.staff_id = s.id and r.to_at is null), '[]') as duties,
      coalesce((select jsonb_agg(jsonb_build_object('mark', ${tokenMark}, 'purpose', t.purpose, 'label', t.label, 'until', t.expires_at) order by t.made_at)
        from staff_tokens t where t.staff_id = s.id and t.revoked_at is null and t.used_at is null and t.expires_at > ${now}), '[]') as tokens,
      (select jsonb_build_object('knownAs', i.known_as) from staff_identities i where i.staff_id = s.id and i.issuer = ${ask.issuer ?? null} and i.removed_at is null) as identity,
      coalesce((select jsonb_agg(jsonb_build_object('name', a.name, 'office', o.name, 'from', i.from_at, 'to', i.to_at) order by i.from_at)
        from stand_ins i join staff a on a.id = i.absent_id join offices o on o.id = i.office_id
        where i.deputy_id = s.id and i.decided_at is not null and i.ended_at is null and i.to_at > ${now}), '[]') as "standsInFor"
    from staff s where s.left_at is null and (${ask.q} = '' or position(${ask.q} in s.name) > 0)
    order by s.name collate "C", s.id limit ${ask.limit} offset ${ask.offset}`.execute(db);
  return {
    items: rows.map((member) => ({
      id: member.id,
      name: member.name,
      login: member.login,
      since: member.since,
      phoneAt: member.phoneAt,
      identity: member.identity,
      standsInFor: member.standsInFor.map((each) => ({
        ...each,
        from: new Date(each.from),
        to: new Date(each.to),
      })),
      duties: member.duties.map((duty) => ({ ...duty, since: new Date(duty.since) })),
      tokens: member.tokens.map((token) => ({ ...token, until: new Date(token.until) })),
    })),
    total: rows[0]?.total ?? 0,
  };
}
