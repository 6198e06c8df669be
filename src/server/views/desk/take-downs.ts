import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { stands } from '../../../domain/decide.ts';
import { allows } from '../../../domain/policy.ts';
import type { ReasonCode } from '../../../domain/reason-codes.ts';
import { relationsAtLarge, relationsTo } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type StepName, steps } from '../../../domain/steps/table.ts';
import type { Db } from '../../store/db.ts';
import { readWords } from '../../store/people.ts';
import type { TakeDownTables } from '../../store/schema/take-downs.ts';
import { loadMessage } from '../message-facts.ts';

type Row = TakeDownTables['take_downs'];

/** One proposal or order about showing a message. */
export interface TakeDownRecord extends Pick<Row, 'what' | 'way' | 'state'> {
  code: ReasonCode;
  by: string;
  at: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  document: { number: string; on: string; issuer: string } | null;
  own: boolean;
}

/** A message in the room where it is taken down or shown again. */
export interface TakeDownCase {
  code: string;
  publication: 'public' | 'taken-down';
  /** What everybody reads, or read before; null for whoever may not see that any more. */
  text: { title: string; body: string; place: string } | null;
  records: TakeDownRecord[];
  /** Why the first reviewer proposed it; for reviewers. */
  words: string;
  deeds: { propose: boolean; proposeRestore: boolean; decide: boolean; order: boolean; lift: boolean };
}

/** Refuses whoever has no part in taking down. */
export function refuseOthers(actor: Actor): void {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const relations = relationsAtLarge(actor);
  if (!allows('take down', relations) && !allows('carry out a legal order', relations))
    throw new Refusal('not-allowed');
}

/** Proposals that wait for a second reviewer, the oldest first. */
export async function openTakeDowns(
  db: Db,
  actor: Actor,
): Promise<{ code: string; what: Row['what']; reason: ReasonCode; by: string; at: Date }[]> {
  refuseOthers(actor);
  const { rows } = await sql<{ code: string; what: Row['what']; reason: ReasonCode; by: string; at: Date }>`
    select m.code, t.what, t.code as reason, s.name as by, t.proposed_at as at from take_downs t
    join messages m on m.id = t.message_id join staff s on s.id = t.proposed_by
    where t.state = 'proposed' and m.publication = case t.what when 'restore' then 'taken-down' else 'public' end order by t.id limit 100`.execute(
    db,
  );
  return rows;
}

/** One message in this room: only what is, or was, public. */
export async function takeDownCase(db: Db, code: string, actor: Actor): Promise<TakeDownCase> {
  refuseOthers(actor);
  const message = await loadMessage(db, code);
  const publication = message?.facts.state.publication;
  if (!message || actor.kind !== 'staff' || (publication !== 'public' && publication !== 'taken-down'))
    throw new Refusal('not-found');
  const { matter, id } = message;
  const relations = relationsTo(actor, matter);
  const may = (step: StepName) => allows(steps[step].act, relations) && stands(matter, steps[step]);
  const records = await recordsOf(db, id, actor.staffId);
  const reads = relations.has('reviewer')
    ? await readWords(`staff:${actor.staffId}`, [id], ['published', 'reason'])
    : [];
  const before = reads.findLast((w) => w.what === 'published')?.content;
  const was = before && {
    title: before['title'] ?? '',
    body: before['body'] ?? '',
    place: before['place'] ?? '',
  };
  const open = records.find((r) => r.state === 'proposed');
  const said = open && reads.findLast((w) => w.what === 'reason' && w.at.getTime() === open.at.getTime());
  const byOrder = records.findLast((r) => r.what === 'take-down' && r.state === 'done')?.way === 'order';
  return {
    ...{ code, publication, records },
    text: message.text ?? was ?? null,
    words: said?.content['words'] ?? '',
    deeds: {
      propose: may('propose-take-down') && !open,
      proposeRestore: may('propose-restore') && !open && !byOrder,
      decide: may('refuse-take-down') && open !== undefined,
      order: may('order-down'),
      lift: may('lift-order'),
    },
  };
}

async function recordsOf(db: Db, messageId: number, me: number): Promise<TakeDownRecord[]> {
  type Read = Omit<TakeDownRecord, 'document' | 'own'> & {
    byId: number;
    number: string | null;
    on: string | null;
    issuer: string | null;
  };
  const { rows } = await sql<Read>`
    select t.what, t.way, t.state, t.code, s.name as by, t.proposed_by as "byId", t.proposed_at as at, d.name as "decidedBy", t.decided_at as "decidedAt",
      t.document_number as number, t.document_on::text as "on", t.document_issuer as issuer
    from take_downs t join staff s on s.id = t.proposed_by left join staff d on d.id = t.decided_by where t.message_id = ${messageId} order by t.id`.execute(
    db,
  );
  return rows.map(({ byId, number, on, issuer, ...row }) => ({
    ...row,
    own: byId === me,
    document: number && on && issuer ? { number, on, issuer } : null,
  }));
}
