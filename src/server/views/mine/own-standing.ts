import type { Actor } from '../../../domain/actor.ts';
import { checkJoining, citizenJoining } from '../../../domain/joining-in.ts';
import { isFollowing } from '../../store/follows/follows.ts';
import { joinedMessage } from '../../store/supports/joined-message.ts';
import { countSupporters, isSupporter } from '../../store/supports/keep-support.ts';

/** How somebody who is signed in stands to a public message. */
export interface OwnStanding {
  supporters: number;
  supported: boolean;
  following: boolean;
}

/** The number of a public message, whether whoever asks is among them, and whether they follow it: told to nobody else. */
export async function ownStanding(code: string, actor: Actor): Promise<OwnStanding> {
  const citizenId = citizenJoining(actor);
  const message = await joinedMessage(code);
  checkJoining('follow', citizenId, message);
  const [supporters, supported, following] = await Promise.all([
    countSupporters(message.id),
    isSupporter(citizenId, message.id),
    isFollowing(citizenId, { what: 'message', ref: message.id }),
  ]);
  return { supporters, supported, following };
}
