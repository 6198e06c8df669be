import { createHash } from 'node:crypto';
import { Refusal } from '../../domain/refusal.ts';
import { log } from '../log.ts';
import { app } from '../store/db.ts';
import { newKey } from '../store/envelope.ts';
import { insertPicture } from '../store/pictures.ts';
import { drawApart } from './draw-apart.ts';
import { pictureLimits } from './limits.ts';
import { isForm, oneFile } from './one-file.ts';
import { newPictureId } from './picture-id.ts';
import { picturesRoom, type PicturesRoom } from './pictures-room.ts';
import { receive } from './receive.ts';
import type { Redrawn } from './redraw.ts';
import { pictureKey, sealPicture } from './seal-picture.ts';
import { Spool } from './spool.ts';
import { trueType } from './true-type.ts';
import { whileAway } from './while-away.ts';

/** One picture as it comes to a door: the bare bytes, or a form with one file in it. */
export interface Upload {
  body: ReadableStream<Uint8Array> | null;
  contentType: string | null;
  /** As the sender announced it; null when it did not. */
  contentLength: number | null;
}

/** Takes one picture in: received within its limits, checked, drawn anew without its secrets, sealed and kept. */
export async function takeIn(upload: Upload, draftId: string | null, now: Date): Promise<{ id: string }> {
  const room = picturesRoom();
  room.decoding.refuseIfFull();
  const drawn = await room.uploading.inTurn(() => receiveAndDraw(upload, room));
  return keep(drawn, draftId, now);
}

async function receiveAndDraw(upload: Upload, room: PicturesRoom): Promise<Redrawn> {
  const inForm = isForm(upload.contentType);
  const mostBytes = pictureLimits.bytes + (inForm ? pictureLimits.envelopeBytes : 0);
  if ((upload.contentLength ?? 0) > mostBytes) throw new Refusal('picture-too-large');
  if (!upload.body) throw new Refusal('not-a-picture', { detail: 'no body' });
  const spool = await Spool.open(room.spoolFolder);
  try {
    await receive(upload.body, spool, { mostBytes, checkHead: inForm ? () => {} : refuseUnlessPicture });
    return await room.decoding.inTurn(async () => {
      const whole = await spool.readAll();
      const bytes = inForm ? await oneFile(whole, upload.contentType) : whole;
      await refuseInfected(bytes, room);
      return drawApart(bytes, room);
    });
  } finally {
    await spool.close();
  }
}

// Nothing is taken unscanned where a scanner is set: one that does not answer holds uploads up, not the rest of the board.
async function refuseInfected(bytes: Buffer, { scanner }: PicturesRoom): Promise<void> {
  if (!scanner) return;
  const found = await scanner.scan(bytes).catch((error: unknown) => {
    log().error({ err: error }, 'the virus scanner does not answer: uploads are refused');
    throw new Refusal('busy');
  });
  if (found === null) return;
  log().warn({ found }, 'an upload was refused by the virus scanner');
  throw new Refusal('not-a-picture', { detail: 'refused by the virus scanner' });
}

function refuseUnlessPicture(head: Buffer): void {
  if (!trueType(head)) throw new Refusal('not-a-picture');
}

/** The row comes first: then a crash in between leaves a picture that expires, and never files that nobody knows. */
async function keep(drawn: Redrawn, draftId: string | null, now: Date): Promise<{ id: string }> {
  const { files } = picturesRoom();
  const { key, keyId, wrapped } = newKey();
  const id = newPictureId();
  const full = sealPicture(key, { id, size: 'full' }, drawn.full);
  const thumb = sealPicture(key, { id, size: 'thumb' }, drawn.thumb);
  await insertPicture(app(), {
    id,
    draft_id: draftId,
    format: drawn.type,
    width: drawn.width,
    height: drawn.height,
    bytes: drawn.full.length,
    sha256: createHash('sha256').update(full).digest(),
    key_id: keyId,
    wrapped_key: wrapped,
    created_at: now,
    expires_at: new Date(now.getTime() + pictureLimits.unattachedDays * 86_400_000),
  });
  await whileAway(async () => {
    await files.put(pictureKey(id, 'full'), full);
    await files.put(pictureKey(id, 'thumb'), thumb);
  });
  return { id };
}
