import { Refusal } from '../../domain/refusal.ts';
import { Decoder } from './decoder.ts';
import { picturesRoom } from './pictures-room.ts';

/** A pdf without its author and the like, for whoever keeps it elsewhere: in its turn, in a process apart, in memory alone. */
export async function cleanPdfInMemory(bytes: Buffer): Promise<Buffer> {
  const room = picturesRoom();
  return room.decoding.inTurn(async () => {
    const decoder = new Decoder(room.decoderScript);
    try {
      const cleaned = await decoder.cleanPdf(bytes);
      if (!cleaned) throw new Refusal('clue-pdf-not-cleaned');
      return cleaned;
    } finally {
      decoder.retire();
    }
  });
}
