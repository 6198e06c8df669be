import { buffer } from 'node:stream/consumers';
import { app, keys } from '../store/db.ts';
import { picturesRoom } from './pictures-room.ts';
import { openPicture, pictureKey } from './seal-picture.ts';

/** A kept picture in full, for the file of its own writer; null when it is gone. */
export async function readOwnPicture(id: string): Promise<{ bytes: Buffer; ending: string } | null> {
  const row = await app()
    .selectFrom('pictures')
    .select('format')
    .where('id', '=', id)
    .where('state', '=', 'kept')
    .executeTakeFirst();
  const sealed = row && (await picturesRoom().files.get(pictureKey(id, 'full')));
  if (!row || !sealed) return null;
  const bytes = openPicture(keys().picture, { id, size: 'full' }, await buffer(sealed));
  return { bytes, ending: row.format === 'jpeg' ? 'jpg' : row.format };
}
