import type { Db } from '../db.ts';

/** A post under its row lock, with the holder of the day. */
export interface LockedPost {
  id: number;
  name: string;
  valid_to: string | null;
  holder: { id: number; name: string | null; from_on: string } | null;
}

/** Locks a post and reads who holds it; undefined where there is no such post. */
export async function lockPost(tx: Db, postId: number): Promise<LockedPost | undefined> {
  const post = await tx
    .selectFrom('posts')
    .select(['id', 'name', 'valid_to'])
    .where('id', '=', postId)
    .forUpdate()
    .executeTakeFirst();
  if (!post) return undefined;
  const holder = await tx
    .selectFrom('holders')
    .select(['id', 'name', 'from_on'])
    .where('post_id', '=', postId)
    .where('to_on', 'is', null)
    .executeTakeFirst();
  return { ...post, holder: holder ?? null };
}

/** Ends a holder's time on a day. */
export async function endHolder(tx: Db, holderId: number, onDay: string): Promise<void> {
  await tx.updateTable('holders').set({ to_on: onDay }).where('id', '=', holderId).execute();
}

/** Puts somebody into a post from a day on; returns the holder's id. */
export async function insertHolder(
  tx: Db,
  holder: {
    postId: number;
    name: string | null;
    fromOn: string;
    spelling: { pinyin: string; initials: string } | null;
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('holders')
    .values({ post_id: holder.postId, name: holder.name, from_on: holder.fromOn, ...holder.spelling })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
