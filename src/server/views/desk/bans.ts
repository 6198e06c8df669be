import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { type BanReason, isInForce } from '../../../domain/bans/ban.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge, relationsTo } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type BanWords, readBanWords } from '../../store/bans/ban-words.ts';
import { banById, bansOf, type KeptBan } from '../../store/bans/bans.ts';
import type { Db } from '../../store/db.ts';
import { loadMessage } from '../message-facts.ts';

/** What a ban waits for; null: nothing. */
export type BanWaits = 'confirmation' | 'lift' | 'appeal' | null;

/** A ban in the list of the room: what it is about, not what was said. */
export interface ListedBan {
  id: number;
  message: string;
  code: BanReason;
  days: number;
  waits: BanWaits;
  by: string;
  at: Date;
  until: Date | null;
}

/** A ban as reviewers see it, with what this one may do. */
export interface BanCase extends Omit<ListedBan, 'by' | 'at'> {
  state: KeptBan['state'];
  proposed: { by: string; at: Date };
  decided: { by: string; at: Date } | null;
  lift: { by: string; at: Date } | null;
  lifted: { by: string; at: Date } | null;
  appeal: { state: string; at: Date; decidedBy: string | null; decidedAt: Date | null } | null;
  words: BanWords[];
  deeds: {
    confirm: boolean;
    refuse: boolean;
    proposeLift: boolean;
    lift: boolean;
    refuseLift: boolean;
    decideAppeal: boolean;
  };
}

/** What waits for a second or third reviewer, and the bans that stand; the oldest first. */
export async function listBans(db: Db, actor: Actor, now: Date): Promise<ListedBan[]> {
  refuseOthers(actor);
  const { rows } = await sql<ListedBan>`
    select b.id, m.code as message, b.code, b.days, b.until_at as until,
      case when b.state = 'proposed' then 'confirmation' when b.appeal = 'waiting' then 'appeal' when b.lift_proposed_by is not null then 'lift' end as waits,
      s.name as by, coalesce(b.appealed_at, b.lift_proposed_at, b.decided_at, b.proposed_at) as at
    from bans b join messages m on m.id = b.message_id join staff s on s.id = b.proposed_by
    where b.state = 'proposed' or (b.state = 'standing' and b.until_at > ${now}) order by b.id limit 200`.execute(
    db,
  );
  return rows;
}

/** The bans of the author of a message, with what this reviewer may do; whoever has another part in the message learns nothing. */
export async function bansAtMessage(
  db: Db,
  code: string,
  actor: Actor,
  now: Date,
): Promise<{ author: string; title: string | null; bans: BanCase[]; mayPropose: boolean }> {
  refuseOthers(actor);
  const message = await loadMessage(db, code);
  if (!message || !allows('ban, lift a ban', relationsTo(actor, message.matter)))
    throw new Refusal('not-found');
  const { authorId } = message.matter;
  const kept = authorId === null ? [] : await bansOf(authorId);
  const bans: BanCase[] = [];
  for (const ban of kept) bans.push(await caseOf(db, ban, actor, now));
  const open = kept.some((ban) => ban.state === 'proposed' || isInForce(ban, now));
  return {
    author: message.facts.author,
    title: message.text?.title ?? null,
    bans,
    mayPropose: authorId !== null && !open,
  };
}

/** One ban, for programs of reviewers. */
export async function readBan(db: Db, id: number, actor: Actor, now: Date): Promise<BanCase> {
  refuseOthers(actor);
  const ban = await banById(id);
  const message = ban && (await loadMessage(db, ban.messageCode));
  if (!ban || !message || !allows('ban, lift a ban', relationsTo(actor, message.matter)))
    throw new Refusal('not-found');
  return caseOf(db, ban, actor, now);
}

function refuseOthers(actor: Actor): void {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  if (!allows('ban, lift a ban', relationsAtLarge(actor))) throw new Refusal('not-allowed');
}

interface Names {
  proposed: string;
  decided: string | null;
  lift: string | null;
  lifted: string | null;
  appeal: string | null;
}

async function caseOf(db: Db, ban: KeptBan, actor: Actor, now: Date): Promise<BanCase> {
  const me = actor.kind === 'staff' ? actor.staffId : 0;
  const name = (column: string) => sql`(select s.name from staff s where s.id = ${sql.ref(`b.${column}`)})`;
  const { rows } =
    await sql<Names>`select ${name('proposed_by')} as proposed, ${name('decided_by')} as decided,
    ${name('lift_proposed_by')} as lift, ${name('lifted_by')} as lifted, ${name('appeal_decided_by')} as appeal from bans b where b.id = ${ban.id}`.execute(
      db,
    );
  const names = rows[0];
  const at = (by: string | null | undefined, moment: Date | null) =>
    by && moment ? { by, at: moment } : null;
  return {
    ...{ id: ban.id, message: ban.messageCode, code: ban.code, days: ban.days, state: ban.state },
    ...{ until: ban.untilAt, waits: waitsFor(ban, now) },
    proposed: { by: names?.proposed ?? '', at: ban.proposedAt },
    decided: at(names?.decided, ban.decidedAt),
    lift: at(names?.lift, ban.liftProposedAt),
    lifted: at(names?.lifted, ban.liftedAt),
    appeal:
      ban.appeal && ban.appealedAt
        ? {
            ...{ state: ban.appeal, at: ban.appealedAt },
            ...{ decidedBy: names?.appeal ?? null, decidedAt: ban.appealDecidedAt },
          }
        : null,
    words: await readBanWords(`staff:${me}`, ban),
    deeds: deedsOn(ban, me, now),
  };
}

function waitsFor(ban: KeptBan, now: Date): BanWaits {
  if (ban.state === 'proposed') return 'confirmation';
  if (!isInForce(ban, now)) return null;
  if (ban.appeal === 'waiting') return 'appeal';
  return ban.liftProposedBy === null ? null : 'lift';
}

function deedsOn(ban: KeptBan, me: number, now: Date): BanCase['deeds'] {
  const stands = isInForce(ban, now);
  const proposed = ban.state === 'proposed';
  const lifting = stands && ban.liftProposedBy !== null;
  return {
    confirm: proposed && ban.proposedBy !== me,
    refuse: proposed,
    proposeLift: stands && ban.liftProposedBy === null,
    lift: lifting && ban.liftProposedBy !== me,
    refuseLift: lifting,
    decideAppeal: stands && ban.appeal === 'waiting' && ban.proposedBy !== me && ban.decidedBy !== me,
  };
}
