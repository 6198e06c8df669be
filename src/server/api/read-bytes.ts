import { Refusal } from '../../domain/refusal.ts';

const headBytes = 100;
/** A sender who is silent for so long is given up. */
const silenceMs = 20_000;

/** Reads a body of bytes into memory, within its limit; its first bytes are judged before the others are waited for. */
export async function readBytes(
  request: Request,
  { most, checkHead }: { most: number; checkHead: (head: Buffer) => void },
): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw new Refusal('body-too-large');
  const pieces: Uint8Array[] = [];
  const reader = request.body?.getReader();
  let length = 0;
  let isJudged = false;
  try {
    for (let piece = await next(reader); piece; piece = await next(reader)) {
      pieces.push(piece);
      length += piece.byteLength;
      if (length > most) throw new Refusal('body-too-large');
      if (!isJudged && length >= headBytes) {
        checkHead(Buffer.concat(pieces).subarray(0, headBytes));
        isJudged = true;
      }
    }
  } catch (error) {
    // Not awaited: a sender that does not listen must not hold the answer back.
    reader?.cancel(error).catch(() => {});
    throw error;
  }
  const whole = Buffer.concat(pieces);
  if (!isJudged) checkHead(whole);
  return whole;
}

async function next(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<Uint8Array | undefined> {
  const { promise: tooSlow, reject } = Promise.withResolvers<never>();
  const silence = setTimeout(
    () => reject(new Refusal('malformed', { detail: 'a body fell silent' })),
    silenceMs,
  );
  try {
    const read = reader?.read().catch(() => {
      throw new Refusal('malformed', { detail: 'broken off' });
    });
    const found = await Promise.race([read, tooSlow]);
    return found?.done ? undefined : found?.value;
  } finally {
    clearTimeout(silence);
  }
}
