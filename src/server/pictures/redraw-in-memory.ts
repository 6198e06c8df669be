import { drawApart } from './draw-apart.ts';
import { picturesRoom } from './pictures-room.ts';
import type { PictureType } from './true-type.ts';

/** A picture drawn anew without its secrets, for whoever keeps it elsewhere: in its turn and in memory alone. */
export async function redrawInMemory(bytes: Buffer): Promise<{ type: PictureType; full: Buffer }> {
  const room = picturesRoom();
  return room.decoding.inTurn(() => drawApart(bytes, room));
}
