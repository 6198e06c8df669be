import { Refusal } from '../../domain/refusal.ts';
import { pictureLimits } from './limits.ts';
import type { Spool } from './spool.ts';
import { headBytes } from './true-type.ts';

/** What an upload may be, judged while it comes in. */
export interface Reception {
  mostBytes: number;
  /** Looks at the first bytes and throws where nothing more need be read. */
  checkHead: (head: Buffer) => void;
}

/** Brings an upload into the spool, piece by piece; at the first byte too many the rest is never read. */
export async function receive(
  body: ReadableStream<Uint8Array>,
  spool: Spool,
  rules: Reception,
): Promise<void> {
  const reader = body.getReader();
  const ends = AbortSignal.timeout(pictureLimits.uploadMs);
  let bytes = 0;
  let head = Buffer.alloc(0);
  try {
    for (;;) {
      const chunk = await nextChunk(reader, ends);
      if (!chunk) break;
      bytes += chunk.byteLength;
      if (bytes > rules.mostBytes) throw new Refusal('picture-too-large');
      if (head.length < headBytes) {
        head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
        if (head.length === headBytes) rules.checkHead(head);
      }
      await spool.write(chunk);
    }
    if (head.length < headBytes) rules.checkHead(head);
  } catch (error) {
    // Not awaited: a sender that does not listen must not hold the answer back.
    reader.cancel(error).catch(() => {});
    throw error;
  }
}

/** The next piece, or null at the end; a sender who falls silent or breaks off is refused, not waited for. */
async function nextChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  ends: AbortSignal,
): Promise<Uint8Array | null> {
  const { promise: tooSlow, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new Refusal('malformed', { detail: 'an upload fell silent' }));
  const silence = setTimeout(giveUp, pictureLimits.silenceMs);
  ends.addEventListener('abort', giveUp, { once: true });
  try {
    const read = reader.read().catch((error: unknown) => {
      throw new Refusal('malformed', { detail: `an upload broke off: ${String(error)}` });
    });
    const { done, value } = await Promise.race([read, tooSlow]);
    return done ? null : value;
  } finally {
    clearTimeout(silence);
    ends.removeEventListener('abort', giveUp);
  }
}
