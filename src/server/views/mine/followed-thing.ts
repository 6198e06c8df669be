import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { type FollowedThing, type FollowTarget } from '../../../domain/following-news.ts';
import { checkJoining, citizenJoining } from '../../../domain/joining-in.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { isFollowing, isKnown } from '../../store/follows/follows.ts';
import { joinedMessage } from '../../store/supports/joined-message.ts';
import { followedColumns } from './follows.ts';
import type { NoticeFollow } from './notices.ts';

/** Something that can be followed, and whether whoever asks does. */
export interface FollowedThingView extends NoticeFollow {
  following: boolean;
}

/** A message, leader, place or topic by its address, for somebody who may want to follow it. */
export async function followedThing(
  db: Db,
  { what, at }: { what: FollowedThing; at: string | number },
  actor: Actor,
): Promise<FollowedThingView> {
  const citizenId = citizenJoining(actor);
  const target: FollowTarget = { what, ref: Number(at) };
  if (what === 'message') {
    const message = await joinedMessage(String(at));
    checkJoining('follow', citizenId, message);
    target.ref = message.id;
  } else if (!(await isKnown(target))) throw new Refusal('not-found');
  const { rows } = await sql<Omit<NoticeFollow, 'what'>>`
    select ${followedColumns('f.what', 'f.ref')} from (select ${what}::text as what, ${target.ref}::bigint as ref) f`.execute(
    db,
  );
  const [named] = rows;
  if (!named) throw new Error('A row was made and is not there.');
  return { what, ...named, following: await isFollowing(citizenId, target) };
}
