import { buffer } from 'node:stream/consumers';
import { app } from '../store/db.ts';
import { keyOfPicture } from '../store/key-of-picture.ts';
import { picturesRoom } from './pictures-room.ts';
import { openPicture, pictureKey } from './seal-picture.ts';

/** A kept picture in full, for the file of its own writer; null when it is gone. */
export async function readOwnPicture(id: string): Promise<{ bytes: Buffer; ending: string } | null> {
  const row = await app()
    .selectFrom('pictures')
    .select(['id', 'format', 'key_id', 'wrapped_key'])
    .where('id', '=', id)
    .where('state', '=', 'kept')
    .executeTakeFirst();
  const sealed = row && (await picturesRoom().files.get(pictureKey(id, 'full')));
  if (!row || !sealed) return null;
  const bytes = openPicture(keyOfPicture(row), { id, size: 'full' }, await buffer(sealed));
  return { bytes, ending: row.format === 'jpeg' ? 'jpg' : row.format };
}
