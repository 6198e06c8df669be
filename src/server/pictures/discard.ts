import { app } from '../store/db.ts';
import { discardPicture } from '../store/pictures.ts';

/** The writer takes a picture off the draft again: gone at once for everybody, its files with the next sweep. */
export async function discard(id: string, draftId: string): Promise<boolean> {
  return discardPicture(app(), id, draftId);
}
