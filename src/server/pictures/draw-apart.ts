import { Decoder } from './decoder.ts';
import type { PicturesRoom } from './pictures-room.ts';
import type { Redrawn } from './redraw.ts';

/** Checks and redraws a picture in a process apart, which is kept for the next one unless it grew large. */
export async function drawApart(bytes: Buffer, room: PicturesRoom): Promise<Redrawn> {
  const decoder = restingDecoder(room) ?? new Decoder(room.decoderScript);
  let grown = false;
  try {
    const look = await decoder.look(bytes);
    grown = look.heavy;
    return look.heavy ? await room.heavyDecoding.inTurn(() => decoder.draw()) : await decoder.draw();
  } finally {
    if (grown || !decoder.alive) decoder.retire();
    else {
      decoder.rest();
      room.resting.push(decoder);
    }
  }
}

function restingDecoder({ resting }: PicturesRoom): Decoder | undefined {
  for (let each = resting.pop(); each; each = resting.pop()) if (each.alive) return each;
  return undefined;
}
