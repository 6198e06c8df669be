import type { AppealOutcome, Ban, BanReason } from '../../../domain/bans/ban.ts';
import { type Asking, named } from '../compose.ts';
import type { WrappedKey } from '../envelope.ts';
import { alone, type Tx } from '../tx.ts';

/** A ban as it is kept: what the rules decide on, and what its people are shown. */
export interface KeptBan extends Ban {
  messageId: number;
  messageCode: string;
  code: BanReason;
  proposedAt: Date;
  decidedAt: Date | null;
  liftProposedAt: Date | null;
  liftedAt: Date | null;
  appealedAt: Date | null;
  appealDecidedAt: Date | null;
  keyId: string | null;
  wrapped: Buffer | null;
}

/** The columns of a ban `b` with its message `m`, as a KeptBan. */
export const banColumns = `b.id, b.citizen_id as "citizenId", b.state, b.days, b.proposed_by as "proposedBy", b.decided_by as "decidedBy",
  b.until_at as "untilAt", b.lift_proposed_by as "liftProposedBy", b.appeal, b.message_id as "messageId", m.code as "messageCode", b.code,
  b.proposed_at as "proposedAt", b.decided_at as "decidedAt", b.lift_proposed_at as "liftProposedAt", b.lifted_at as "liftedAt",
  b.appealed_at as "appealedAt", b.appeal_decided_at as "appealDecidedAt", b.key_id as "keyId", b.wrapped_key as wrapped`;

const from = `select ${banColumns} from bans b join messages m on m.id = b.message_id`;
const byId = named(`${from} where b.id = $1`);
const lock = named(`${from} where b.id = $1 for update of b`);
const ofCitizen = named(`${from} where b.citizen_id = $1 order by b.id desc`);
const lockCitizen = named('select id from citizens where id = $1 and closed_at is null for update');
const open = named(
  `select id from bans where citizen_id = $1 and (state = 'proposed' or (state = 'standing' and until_at > $2)) limit 1`,
);
const inForce = named(
  `select max(until_at) as until from bans where citizen_id = $1 and state = 'standing' and until_at > $2`,
);
const insert =
  named(`insert into bans (citizen_id, message_id, state, code, days, proposed_by, proposed_at, key_id, wrapped_key)
  values ($1, $2, 'proposed', $3, $4, $5, $6, $7, $8) returning id`);
const decide = named(
  'update bans set state = $2, decided_by = $3, decided_at = $4, until_at = $5 where id = $1',
);
const liftProposed = named('update bans set lift_proposed_by = $2, lift_proposed_at = $3 where id = $1');
const lifted = named(`update bans set state = 'lifted', lifted_by = $2, lifted_at = $3 where id = $1`);
const appealed = named(`update bans set appeal = 'waiting', appealed_at = $2 where id = $1`);
const appealDecided = named(
  'update bans set appeal = $2, appeal_decided_by = $3, appeal_decided_at = $4, until_at = $5 where id = $1',
);
const note = named(
  'insert into ban_history (ban_id, act, staff_id, at, changes) values ($1, $2, $3, $4, $5)',
);

/** One ban by its number. */
export async function banById(id: number): Promise<KeptBan | undefined> {
  return (await alone.rows<KeptBan>(byId, [id]))[0];
}

/** One ban, so that nobody else decides on it meanwhile. */
export async function lockBan(tx: Tx, id: number): Promise<KeptBan | undefined> {
  return (await tx.rows<KeptBan>(lock, [id]))[0];
}

/** The bans of one account, the latest first; those that nobody confirmed too. */
export function bansOf(citizenId: number): Promise<KeptBan[]> {
  return alone.rows<KeptBan>(ofCitizen, [citizenId]);
}

/** Until when an account is kept from sending; undefined: it is not. */
export async function bannedUntil(at: Asking, citizenId: number, now: Date): Promise<Date | undefined> {
  return (await at.rows<{ until: Date | null }>(inForce, [citizenId, now]))[0]?.until ?? undefined;
}

/** Locks an account to ban it; 'gone' where it has ended, 'open' where a ban stands or is proposed. */
export async function lockForBan(tx: Tx, citizenId: number, now: Date): Promise<'free' | 'open' | 'gone'> {
  if ((await tx.rows(lockCitizen, [citizenId])).length === 0) return 'gone';
  return (await tx.rows(open, [citizenId, now])).length > 0 ? 'open' : 'free';
}

/** Writes a proposal down; gives its number. */
export async function insertBan(
  tx: Tx,
  of: { citizenId: number; messageId: number; code: BanReason; days: number; staffId: number },
  key: WrappedKey,
  now: Date,
): Promise<number> {
  const values = [of.citizenId, of.messageId, of.code, of.days, of.staffId, now, key.keyId, key.wrapped];
  const [row] = await tx.rows<{ id: number }>(insert, values);
  if (!row) throw new Error('A ban that was written has an id.');
  return row.id;
}

/** Writes down that a proposal was confirmed until then, or refused. */
export function keepVerdict(
  tx: Tx,
  id: number,
  by: { staffId: number; until: Date | null },
  now: Date,
): void {
  tx.write(decide, [id, by.until ? 'standing' : 'refused', by.staffId, now, by.until]);
}

/** Writes down who proposes to lift it; null: that is over. */
export function keepLiftProposal(tx: Tx, id: number, staffId: number | null, now: Date): void {
  tx.write(liftProposed, [id, staffId, staffId === null ? null : now]);
}

/** Writes down that it is lifted. */
export function keepLift(tx: Tx, id: number, staffId: number, now: Date): void {
  tx.write(lifted, [id, staffId, now]);
}

/** Writes down that its person appeals. */
export function keepAppeal(tx: Tx, id: number, now: Date): void {
  tx.write(appealed, [id, now]);
}

/** Writes down how an appeal was decided, and until when the ban stands now. */
export function keepAppealDecision(
  tx: Tx,
  id: number,
  to: { outcome: AppealOutcome; staffId: number; until: Date },
  now: Date,
): void {
  tx.write(appealDecided, [id, to.outcome, to.staffId, now, to.until]);
  if (to.outcome === 'lifted') keepLift(tx, id, to.staffId, now);
}

/** One line of its history: who did what, by codes; null: the person. */
export function noteBan(
  tx: Tx,
  id: number,
  of: { act: string; staffId: number | null; changes?: Record<string, unknown> },
  now: Date,
): void {
  tx.write(note, [id, of.act, of.staffId, now, JSON.stringify(of.changes ?? {})]);
}
