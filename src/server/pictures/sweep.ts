import { clearOldParts } from '../outside/files/clear-old-parts.ts';
import { app } from '../store/db.ts';
import { notePictureErased, picturesToErase, removeExpiredPictures } from '../store/pictures.ts';
import { picturesRoom } from './pictures-room.ts';
import { pictureKey, pictureSizes } from './seal-picture.ts';

const batch = 200;

/**
 * Removes pictures that nobody attached within their days, and erases the files of every removed picture.
 * Broken off anywhere, the next sweep finishes it. Says how many were erased; one file that cannot be removed
 * holds back no other, and is reported at the end.
 */
export async function sweepPictures(now: Date): Promise<number> {
  const { files, spoolFolder } = picturesRoom();
  await removeExpiredPictures(app(), now);
  const faults: unknown[] = [];
  let erased = 0;
  for (let ids = await picturesToErase(app(), '', batch); ids.length > 0;) {
    for (const id of ids) {
      const fault = await erase(id, now).catch((error: unknown) => ({ error }));
      if (fault) faults.push(fault.error);
      else erased++;
    }
    ids = await picturesToErase(app(), ids.at(-1) ?? '', batch);
  }
  await files.tidy(now);
  await clearOldParts(spoolFolder, now);
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} pictures could not be erased`);
  return erased;
}

async function erase(id: string, now: Date): Promise<undefined> {
  for (const size of pictureSizes) await picturesRoom().files.remove(pictureKey(id, size));
  await notePictureErased(app(), id, now);
}
