import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { asReviewerAtLarge } from '../../../domain/bans/as-reviewer.ts';
import { type BanReason, type BanWaits, isInForce, waitsFor } from '../../../domain/bans/ban.ts';
import { type BanDeeds, deedsOnBan } from '../../../domain/bans/deeds-on-ban.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsTo } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type BanWords, readBanWords } from '../../store/bans/ban-words.ts';
import { banById, banColumns, bansOf, type KeptBan } from '../../store/bans/bans.ts';
import type { Db } from '../../store/db.ts';
import { loadMessage } from '../message-facts.ts';

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
  deeds: BanDeeds;
}

/** What waits for a second or third reviewer, and the bans that stand; the oldest first. */
export async function listBans(db: Db, actor: Actor, now: Date): Promise<ListedBan[]> {
  asReviewerAtLarge(actor);
  const { rows } = await sql<KeptBan & { by: string }>`
    select ${sql.raw(banColumns)}, s.name as by
    from bans b join messages m on m.id = b.message_id join staff s on s.id = b.proposed_by
    where b.state = 'proposed' or (b.state = 'standing' and b.until_at > ${now}) order by b.id limit 200`.execute(
    db,
  );
  return rows.map((ban) => ({
    ...{ id: ban.id, message: ban.messageCode, code: ban.code, days: ban.days },
    ...{ waits: waitsFor(ban, now), by: ban.by, until: ban.untilAt },
    at: ban.appealedAt ?? ban.liftProposedAt ?? ban.decidedAt ?? ban.proposedAt,
  }));
}

/** The bans of the author of a message, with what this reviewer may do; whoever has another part in the message learns nothing. */
export async function bansAtMessage(
  db: Db,
  code: string,
  actor: Actor,
  now: Date,
): Promise<{ author: string; title: string | null; bans: BanCase[]; mayPropose: boolean }> {
  const me = asReviewerAtLarge(actor);
  const message = await loadMessage(db, code);
  if (!message || !allows('ban, lift a ban', relationsTo(actor, message.matter)))
    throw new Refusal('not-found');
  const { authorId } = message.matter;
  const kept = authorId === null ? [] : await bansOf(authorId);
  const bans: BanCase[] = [];
  for (const ban of kept) bans.push(await caseOf(db, ban, me, now));
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
  const me = asReviewerAtLarge(actor);
  const ban = await banById(id);
  const message = ban && (await loadMessage(db, ban.messageCode));
  if (!ban || !message || !allows('ban, lift a ban', relationsTo(actor, message.matter)))
    throw new Refusal('not-found');
  return caseOf(db, ban, me, now);
}

interface Names {
  proposed: string;
  decided: string | null;
  lift: string | null;
  lifted: string | null;
  appeal: string | null;
}

async function caseOf(db: Db, ban: KeptBan, me: number, now: Date): Promise<BanCase> {
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
    deeds: deedsOnBan(ban, me, now),
  };
}
