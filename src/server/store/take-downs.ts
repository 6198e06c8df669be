import type { ReasonCode } from '../../domain/reason-codes.ts';
import { named, type Part } from './compose.ts';
import type { TakeDownTables } from './schema/take-downs.ts';
import type { Tx } from './tx.ts';

type Row = TakeDownTables['take_downs'];

/** What was proposed or done last about showing a message. */
export interface TakeDown extends Pick<Row, 'what' | 'way' | 'state' | 'code'> {
  id: number;
  proposedBy: number;
  decidedAt: Date | null;
}

const all = named(
  `select id, what, way, state, code, proposed_by as "proposedBy", decided_at as "decidedAt" from take_downs where message_id = $1 order by id`,
);

/** Every proposal and order of a message, first to last. */
export function takeDownsOf(tx: Tx, messageId: number): Promise<TakeDown[]> {
  return tx.rows<TakeDown>(all, [messageId]);
}

/** Writes a proposal down. */
export function proposal(of: {
  messageId: number;
  what: Row['what'];
  code: ReasonCode;
  staffId: number | null;
  now: Date;
}): Part {
  return (bind) =>
    `insert into take_downs (message_id, what, way, state, code, proposed_by, proposed_at) values (${[of.messageId, of.what, 'review', 'proposed', of.code, of.staffId, of.now].map(bind).join(', ')})`;
}

/** Writes down how a proposal was decided. */
export function decision(
  id: number,
  to: { state: 'done' | 'refused'; staffId: number | null; now: Date },
): Part {
  return (bind) =>
    `update take_downs set state = ${bind(to.state)}, decided_by = ${bind(to.staffId)}, decided_at = ${bind(to.now)} where id = ${bind(id)}`;
}

/** The document of a legal order. */
export interface OrderDocument {
  number: string;
  /** Its date, such as 2026-11-09. */
  on: string;
  issuer: string;
}

/** Writes a legal order down, with its document; a proposal that waited is settled by it. */
export function orderParts(
  of: { messageId: number; what: Row['what']; code: ReasonCode; staffId: number | null; now: Date },
  { number, on, issuer }: OrderDocument,
): Part[] {
  return [
    (bind) =>
      `update take_downs set state = 'refused', decided_by = ${bind(of.staffId)}, decided_at = ${bind(of.now)} where message_id = ${bind(of.messageId)} and state = 'proposed'`,
    (bind) =>
      `insert into take_downs (message_id, what, way, state, code, proposed_by, proposed_at, decided_by, decided_at, document_number, document_on, document_issuer) values (${[of.messageId, of.what, 'order', 'done', of.code, of.staffId, of.now, of.staffId, of.now, number, on, issuer].map(bind).join(', ')})`,
  ];
}

/** What everybody could read on a message beside its own text. */
export interface SaidInPublic {
  replies: { id: number; text: string | null; old: string | null }[];
  followUps: { id: number; text: string }[];
  ratings: { id: number; words: string }[];
  /** Why promises were put off; what was taken down earlier has none. */
  extensions?: { id: number; words: string }[];
}

const said = named(`select
  coalesce((select json_agg(json_build_object('id', id, 'text', text, 'old', old_text)) from replies where message_id = $1 and (text is not null or old_text is not null)), '[]') as replies,
  coalesce((select json_agg(json_build_object('id', id, 'text', text)) from follow_ups where message_id = $1 and state = 'public'), '[]') as "followUps",
  coalesce((select json_agg(json_build_object('id', id, 'words', words)) from ratings where message_id = $1 and words_state = 'public'), '[]') as ratings,
  coalesce((select json_agg(json_build_object('id', id, 'words', public_words)) from extensions where message_id = $1 and public_words is not null), '[]') as extensions`);

/** What is said in public on a message now. */
export async function saidInPublic(tx: Tx, messageId: number): Promise<SaidInPublic> {
  const [row] = await tx.rows<SaidInPublic>(said, [messageId]);
  return row ?? { replies: [], followUps: [], ratings: [] };
}

/** A reply that everybody is to read again, or a correction that says what stood before. */
export interface GivenReply {
  id: number;
  state: 'published' | 'applied';
  type: 'interim' | 'final';
  unit: string;
}

const given = named(
  `select id, state, type, unit_name as unit from replies where message_id = $1 and state in ('published', 'applied') order by published_at, id`,
);

/** Replies and corrections that were given, in their order. */
export function givenReplies(tx: Tx, messageId: number): Promise<GivenReply[]> {
  return tx.rows<GivenReply>(given, [messageId]);
}
