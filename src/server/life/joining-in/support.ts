import type { Actor } from '../../../domain/actor.ts';
import { checkJoining, citizenJoining } from '../../../domain/joining-in.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isPublic } from '../../../domain/visibility.ts';
import { bannedUntil } from '../../store/bans/bans.ts';
import { notePages } from '../../store/page-moves.ts';
import { joinedMessage } from '../../store/supports/joined-message.ts';
import { countSupporters, keepSupport, takeSupportBack } from '../../store/supports/keep-support.ts';
import { alone } from '../../store/tx.ts';
import { banned } from '../banning/refuse-banned.ts';

/** The number of a message after somebody supported it or took that back. */
export interface Supported {
  supporters: number;
  supported: boolean;
}

/** “This happened to me too”: a citizen stands behind the public message of another, once however often they say it. */
export async function support(code: string, actor: Actor, now: Date): Promise<Supported> {
  const citizenId = citizenJoining(actor);
  const message = await joinedMessage(code);
  checkJoining('support', citizenId, message);
  // One verified person, one voice: a number that may be somebody else's by now has none.
  if (actor.kind === 'citizen' && actor.phoneLost) throw new Refusal('verification-needed');
  const until = await bannedUntil(alone, citizenId, now);
  if (until) throw banned(until);
  // Between the look and the writing it may have gone out of view.
  if ((await keepSupport(citizenId, message.id, now)) === 'none') throw new Refusal('not-found');
  notePages([`message:${code}`]);
  return { supporters: await countSupporters(message.id), supported: true };
}

/** Takes it back: always possible for whoever supports, whatever became of the message since. */
export async function takeBackSupport(code: string, actor: Actor): Promise<Supported> {
  const citizenId = citizenJoining(actor);
  const message = await joinedMessage(code);
  if (!message) throw new Refusal('not-found');
  if (!(await takeSupportBack(citizenId, message.id))) checkJoining('support', citizenId, message);
  notePages([`message:${code}`]);
  // Of what is no longer shown nothing is told, the number neither.
  const supporters = isPublic(message.publication) ? await countSupporters(message.id) : 0;
  return { supporters, supported: false };
}
