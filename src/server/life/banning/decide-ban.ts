import type { Actor } from '../../../domain/actor.ts';
import { asReviewer, asReviewerAtLarge } from '../../../domain/bans/as-reviewer.ts';
import { banEnds } from '../../../domain/bans/ban.ts';
import { checkVerdict } from '../../../domain/bans/check-ban.ts';
import { keepVerdict, noteBan } from '../../store/bans/bans.ts';
import { leaveJobs } from '../../store/leave-jobs.ts';
import { aboutBan, withBan } from './about-ban.ts';

/** A second reviewer confirms a ban, which stands from now on and is told to its person, or says no; whoever proposed it may only take it back. */
export async function decideBan(id: number, agree: boolean, actor: Actor, now: Date): Promise<void> {
  asReviewerAtLarge(actor);
  await withBan(id, async (tx, ban, locked) => {
    const staffId = asReviewer(actor, locked.matter);
    checkVerdict(ban, { staffId, agree });
    const until = agree ? banEnds(ban.days, now) : null;
    keepVerdict(tx, id, { staffId, until }, now);
    noteBan(tx, id, { act: agree ? 'confirm' : 'refuse', staffId, changes: { until } }, now);
    if (agree) leaveJobs(tx, [aboutBan(locked, { id, what: 'banned' }, now)]);
  });
}
