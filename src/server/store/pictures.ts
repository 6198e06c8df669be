import { sql, type Insertable, type Selectable } from 'kysely';
import type { Matter } from '../../domain/matter.ts';
import type { Publication } from '../../domain/status.ts';
import type { Db } from './db.ts';
import { matterOf, standingColumns } from './lock-message.ts';
import type { PicturesTable } from './schema/pictures.ts';

type NewPicture = Omit<Insertable<PicturesTable>, 'state'>;

/** A picture with what decides who may see it. */
export type PictureRow = Pick<
  Selectable<PicturesTable>,
  | 'id'
  | 'message_id'
  | 'draft_id'
  | 'author_public'
  | 'reviewed_public'
  | 'format'
  | 'sha256'
  | 'key_id'
  | 'wrapped_key'
> & { publication: Publication | null };

/** Notes a picture that was just drawn and hangs on nothing yet. */
export async function insertPicture(db: Db, picture: NewPicture): Promise<void> {
  await db
    .insertInto('pictures')
    .values({ ...picture, state: 'kept' })
    .execute();
}

/** One kept picture with the publication of its message; null when there is none or its time is over. */
export async function pictureById(db: Db, id: string, now: Date): Promise<PictureRow | null> {
  const row = await db
    .selectFrom('pictures as p')
    .leftJoin('messages as m', 'm.id', 'p.message_id')
    .select([
      'p.id',
      'p.message_id',
      'p.draft_id',
      'p.author_public',
      'p.reviewed_public',
      'p.format',
      'p.sha256',
      'p.key_id',
      'p.wrapped_key',
      'm.publication',
    ])
    .where('p.id', '=', id)
    .where('p.state', '=', 'kept')
    .where((eb) => eb.or([eb('p.expires_at', 'is', null), eb('p.expires_at', '>', now)]))
    .executeTakeFirst();
  return row ?? null;
}

/** The kept pictures of one message, in the writer's order. */
export async function picturesOfMessage(db: Db, messageId: number) {
  return db
    .selectFrom('pictures')
    .select(['id', 'position', 'author_public', 'reviewed_public', 'width', 'height'])
    .where('message_id', '=', messageId)
    .where('state', '=', 'kept')
    .orderBy('position')
    .execute();
}

/** Takes an unattached picture away from the draft to which it was uploaded; the files follow with the next sweep. */
export async function discardPicture(db: Db, id: string, draftId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('pictures')
    .set({ state: 'removed' })
    .where('id', '=', id)
    .where('draft_id', '=', draftId)
    .where('message_id', 'is', null)
    .where('state', '=', 'kept')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Marks pictures removed that nobody attached in time. */
export async function removeExpiredPictures(db: Db, now: Date): Promise<void> {
  await db
    .updateTable('pictures')
    .set({ state: 'removed' })
    .where('message_id', 'is', null)
    .where('state', '=', 'kept')
    .where('expires_at', '<=', now)
    .execute();
}

/** Ids of removed pictures whose files still lie there, in order after the given one. */
export async function picturesToErase(db: Db, after: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('pictures')
    .select('id')
    .where('state', '=', 'removed')
    .where('erased_at', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map((row) => row.id);
}

/** Notes that the files of a removed picture are gone. */
export async function notePictureErased(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('pictures')
    .set({ erased_at: now, key_id: null, wrapped_key: null })
    .where('id', '=', id)
    .where('state', '=', 'removed')
    .execute();
}

/** The standing of the message on which a picture hangs; null when there is none. */
export async function matterOfMessage(db: Db, messageId: number | null): Promise<Matter | null> {
  const found = await sql<Parameters<typeof matterOf>[0]>`
    select m.*, ${sql.raw(standingColumns)} from messages m join posts p on p.id = m.post_id where m.id = ${messageId}`.execute(
    db,
  );
  return found.rows[0] ? matterOf(found.rows[0]) : null;
}
