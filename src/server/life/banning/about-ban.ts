import { Refusal } from '../../../domain/refusal.ts';
import { banById, type KeptBan, lockBan } from '../../store/bans/bans.ts';
import type { Job } from '../../store/jobs.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import type { Tx } from '../../store/tx.ts';

type Told = 'banned' | 'ban-upheld' | 'ban-shortened' | 'ban-lifted';
type ToldStaff = 'ban-proposed' | 'ban-lift-proposed' | 'ban-appealed';

/** The job that tells the person, or the review desk, what became of a ban; once. */
export function aboutBan(
  { matter }: Pick<Locked, 'matter'>,
  { id, what }: { id: number; what: Told | ToldStaff },
  now: Date,
): Job {
  const message = matter.id;
  const cause = `ban:${id}:${what}${what === 'ban-lift-proposed' ? `:${now.getTime()}` : ''}`;
  if (what === 'ban-proposed' || what === 'ban-lift-proposed' || what === 'ban-appealed')
    return {
      task: 'tell-office',
      payload: { office: matter.deskId, message, what, cause, urgent: false },
      runAt: now,
    };
  return { task: 'notify', payload: { message, what, cause }, runAt: now };
}

/** Locks a ban with its message, the message first like everything else. */
export async function withBan<T>(
  id: number,
  work: (tx: Tx, ban: KeptBan, locked: Locked) => Promise<T>,
): Promise<T> {
  const found = await banById(id);
  if (!found) throw new Refusal('not-found');
  return withMessage(found.messageCode, async (tx, locked) => {
    const ban = await lockBan(tx, id);
    if (!ban) throw new Refusal('not-found');
    return work(tx, ban, locked);
  });
}
