/** How long sealed words may be, so that their length tells little: they are filled up to the next of these. */
export const sizeClasses = [1024, 2048, 4096, 8192, 16_384, 32_768] as const;

const head = 4;

/** The words as bytes, filled up with zeros to a size class; null where they are longer than the largest. */
export function pad(text: string): Uint8Array | null {
  const bytes = new TextEncoder().encode(text);
  const size = sizeClasses.find((each) => each >= bytes.length + head);
  if (size === undefined) return null;
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, bytes.length);
  padded.set(bytes, head);
  return padded;
}

/** The words out of what `pad` made. */
export function unpad(padded: Uint8Array): string {
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0);
  if (length > padded.length - head) throw new Error('These are no padded words.');
  return new TextDecoder('utf-8', { fatal: true }).decode(padded.subarray(head, head + length));
}
