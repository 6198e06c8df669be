import type { Actor } from '../../../domain/actor.ts';
import type { FollowedThing, FollowTarget } from '../../../domain/following-news.ts';
import { checkJoining, citizenJoining, mostFollows } from '../../../domain/joining-in.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { dropFollow, isFollowing, isKnown, keepFollow } from '../../store/follows/follows.ts';
import { joinedMessage } from '../../store/supports/joined-message.ts';

/** What is to be followed, as its address says it: the public code of a message, the code of a region, the number of the rest. */
export interface Addressed {
  what: FollowedThing;
  at: string | number;
}

/** A citizen wants to hear how this goes on. */
export async function follow(thing: Addressed, actor: Actor, now: Date): Promise<void> {
  const citizenId = citizenJoining(actor);
  const target = await targetOf(thing, citizenId);
  const most = thing.what === 'message' ? mostFollows.messages : mostFollows.others;
  if (await keepFollow(citizenId, target, { most, now })) return;
  if (!(await isFollowing(citizenId, target))) throw new Refusal('too-many-follows', { with: { most } });
}

/** No more of it: always possible for whoever follows, whatever became of the message since. */
export async function unfollow(thing: Addressed, actor: Actor): Promise<void> {
  const citizenId = citizenJoining(actor);
  if (thing.what === 'message') {
    const message = await joinedMessage(String(thing.at));
    if (message && (await dropFollow(citizenId, { what: 'message', ref: message.id }))) return;
    checkJoining('follow', citizenId, message);
    return;
  }
  // What can be followed no more can still be ended.
  if (!(await dropFollow(citizenId, { what: thing.what, ref: Number(thing.at) })))
    await targetOf(thing, citizenId);
}

async function targetOf({ what, at }: Addressed, citizenId: number): Promise<FollowTarget> {
  if (what === 'message') {
    const message = await joinedMessage(String(at));
    checkJoining('follow', citizenId, message);
    return { what, ref: message.id };
  }
  const target = { what, ref: Number(at) };
  if (!(await isKnown(target))) throw new Refusal('not-found');
  return target;
}
