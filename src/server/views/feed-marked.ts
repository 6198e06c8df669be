import { sql } from 'kysely';
import type { MarkKind } from '../../domain/marks.ts';
import type { Db } from '../store/db.ts';
import { listAdopted } from './adopted.ts';
import { fed, type FedMessage, theseFed } from './feed-messages.ts';
import { type GuidanceFilter, listGuidance } from './guidance.ts';

/** A message that bears a mark, as feeds carry it. */
export interface FedMark extends FedMessage {
  markedAt: Date;
  /** What became of a suggestion. */
  measure: { measure: string; on: string; link: string | null } | null;
}

/** The newest guidance, or adopted suggestions, of a list, the latest mark first. */
export async function feedMarked(db: Db, what: MarkKind, filter: GuidanceFilter): Promise<FedMark[]> {
  const list = what === 'guidance' ? listGuidance : listAdopted;
  const { items } = await list(db, filter, { limit: fed });
  const codes = items.map(({ code }) => code);
  const [messages, { rows }] = await Promise.all([
    theseFed(db, sql`select id from messages where code = any (${codes})`),
    sql<{ code: string; markedAt: Date; measure: FedMark['measure'] }>`
      select m.code, k.decided_at as "markedAt",
        case when k.what = 'adopted' then jsonb_build_object('measure', k.measure, 'on', k.measure_on, 'link', k.link) end as measure
      from messages m join marks k on k.message_id = m.id and k.what = ${what} and k.state = 'in-force'
      where m.code = any (${codes})`.execute(db),
  ]);
  const [byCode, marks] = [new Map(messages.map((m) => [m.code, m])), new Map(rows.map((k) => [k.code, k]))];
  return codes.flatMap((code) => {
    const [message, mark] = [byCode.get(code), marks.get(code)];
    return message && mark ? [{ ...message, ...mark }] : [];
  });
}
