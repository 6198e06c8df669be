import { sql } from 'kysely';
import type { OrderRole, OrderState } from '../../../domain/hand-down/order.ts';
import type { Db } from '../../store/db.ts';
import type { OpenWords } from '../../store/people.ts';

/** One order of the tree as the desk sees it. */
export interface DeskOrder {
  id: number;
  parentId: number | null;
  /** How deep it hangs: 1 below the answerable office. */
  depth: number;
  role: OrderRole;
  state: OrderState;
  binding: boolean;
  /** How often a result was asked for. */
  rounds: number;
  from: { id: number; name: string };
  to: { id: number; name: string; kind: string; level: number | null };
  orderedBy: string | null;
  orderedAt: Date;
  acceptedAt: Date | null;
  reportedAt: Date | null;
  endedAt: Date | null;
  returnUntilAt: Date;
  dueAt: Date;
  /** A joint unit may see the writer's phone and name. */
  revealGranted: boolean;
  /** Why it was returned. */
  code: string | null;
  /** What is to be done. */
  words: string;
  /** The latest result, and why one was sent back, returned or taken back. */
  result: string | null;
  reason: string | null;
}

/** The tree of orders of a message, each under its orderer, with the words that this reader may see. */
export async function ordersOf(db: Db, messageId: number, words: readonly OpenWords[]): Promise<DeskOrder[]> {
  const { rows } = await sql<Omit<DeskOrder, 'words' | 'result' | 'reason' | 'depth'>>`
    select a.id, a.parent_id as "parentId", a.role, a.state, a.binding, a.rounds::integer as rounds,
      jsonb_build_object('id', f.id, 'name', f.name) as "from",
      jsonb_build_object('id', t.id, 'name', t.name, 'kind', t.kind, 'level', r.level) as "to",
      s.name as "orderedBy", a.ordered_at as "orderedAt", a.accepted_at as "acceptedAt", a.reported_at as "reportedAt", a.ended_at as "endedAt",
      a.return_until_at as "returnUntilAt", a.due_at as "dueAt", a.reveal_granted_at is not null as "revealGranted", a.code
    from assignments a join offices f on f.id = a.from_id join offices t on t.id = a.to_id
    left join regions r on r.code = t.region_code left join staff s on s.id = a.ordered_by
    where a.message_id = ${messageId} order by a.role desc, a.id`.execute(db);
  const said = (what: string, ref: number, field: string) =>
    words.findLast((w) => w.what === what && w.ref === ref)?.content[field] ?? null;
  const branch = (parentId: number | null, depth: number): DeskOrder[] =>
    rows
      .filter((row) => row.parentId === parentId)
      .flatMap((row) => [
        {
          ...row,
          depth,
          words: said('order', row.id, 'text') ?? '',
          result: said('result', row.id, 'text'),
          reason: said('reason', row.id, 'words'),
        },
        ...branch(row.id, depth + 1),
      ]);
  return branch(null, 1);
}
