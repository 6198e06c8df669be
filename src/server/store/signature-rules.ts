import type { Kind, Urgency } from '../../domain/message.ts';
import { type Bind, named } from './compose.ts';
import { alone } from './tx.ts';

/** For whom a rule of signing holds; null: whichever. */
export interface SignatureScope {
  officeId: number | null;
  kind: Kind | null;
  urgency: Urgency | null;
}

/** How many sign a reply of this office on this message: the office's own rules go before those for all, and what names more before what names less. */
export function signaturesNeeded(bind: Bind, messageId: number, officeId: number): string {
  const message = `(select kind, urgency from messages where id = ${bind(messageId)})`;
  return `coalesce((select u.signatures from signature_rules u, ${message} m where u.ended_at is null and (u.office_id is null or u.office_id = ${bind(officeId)})
    and (u.kind is null or u.kind = m.kind) and (u.urgency is null or u.urgency = m.urgency)
    order by u.office_id is not null desc, (u.kind is not null)::integer + (u.urgency is not null)::integer desc, u.signatures desc limit 1), 1)`;
}

const set = named(
  `with ended as (update signature_rules set ended_by = $5, ended_at = $6 where ended_at is null
    and office_id is not distinct from $1 and kind is not distinct from $2 and urgency is not distinct from $3 returning id)
  insert into signature_rules (office_id, kind, urgency, signatures, set_by, set_at)
  select $1::bigint, $2::text, $3::text, $4::smallint, $5::bigint, $6::timestamptz from (select count(*) from ended) as after returning id`,
);

/** Sets how many sign in this scope; what held there before ends. */
export async function setSignatureRule(
  scope: SignatureScope,
  signatures: number,
  by: { staffId: number; now: Date },
): Promise<number> {
  const values = [scope.officeId, scope.kind, scope.urgency, signatures, by.staffId, by.now];
  return (await alone.rows<{ id: number }>(set, values))[0]?.id ?? 0;
}

const end = named(
  `update signature_rules set ended_by = $2, ended_at = $3 where id = $1 and ended_at is null returning id`,
);

/** Ends a rule; false when none of that number holds. */
export async function endSignatureRule(id: number, by: { staffId: number; now: Date }): Promise<boolean> {
  return (await alone.rows(end, [id, by.staffId, by.now])).length > 0;
}
