import type { FieldFault } from '../refusal.ts';

/** The most that one sending of a writer carries beside its words. */
export const clueFileLimits = { files: 5, bytes: 5 * 1024 * 1024 } as const;

/** What an attachment may be; its first bytes say so, never its name. */
export type ClueFileType = 'jpeg' | 'png' | 'webp' | 'pdf';

/** An attachment before it is sealed, or once it is opened; of an unknown type, it is only handed out as bytes. */
export interface ClueFile {
  name: string;
  type: ClueFileType | null;
  bytes: Uint8Array;
}

const head = 4;
const longestName = 100;
const kib = 1024;
/** How long a sealed attachment may be, so that its length tells little: it is filled up to the next of these. */
export const fileSizeClasses: readonly number[] = [
  64 * kib,
  256 * kib,
  1024 * kib,
  2560 * kib,
  clueFileLimits.bytes + 4 * kib,
];

const endings: Record<ClueFileType, string> = { jpeg: 'jpg', png: 'png', webp: 'webp', pdf: 'pdf' };

/** What the first bytes say that this is; null for everything that is not taken. */
export function clueFileType(bytes: Uint8Array): ClueFileType | null {
  const begins = (text: string, at = 0) =>
    [...text].every((letter, n) => bytes[at + n] === letter.charCodeAt(0));
  if (begins('\u00ff\u00d8\u00ff')) return 'jpeg';
  if (begins('\u0089PNG\r\n\u001a\n')) return 'png';
  if (begins('RIFF') && begins('WEBP', 8)) return 'webp';
  return begins('%PDF-') ? 'pdf' : null;
}

/** A name that shows and saves as what it is: no folder, no hidden or turning character, the ending of its true type. */
export function safeFileName(name: string, type: ClueFileType | null): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const stem = last
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replace(/\.[^.]*$/, '')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return `${[...stem].slice(0, longestName).join('') || 'file'}.${type ? endings[type] : 'bin'}`;
}

/** Name and bytes as one, filled up with zeros to a size class; null where that is longer than the largest. */
export function packFile({ name, type, bytes }: ClueFile): Uint8Array | null {
  const said = new TextEncoder().encode(
    JSON.stringify({ name: safeFileName(name, type), size: bytes.length }),
  );
  const length = head + said.length + bytes.length;
  const size = fileSizeClasses.find((each) => each >= length);
  if (size === undefined || bytes.length > clueFileLimits.bytes) return null;
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, said.length);
  packed.set(said, head);
  packed.set(bytes, head + said.length);
  return packed;
}

/** The file out of what `packFile` made; its type is told from its bytes, since anybody may have packed it. */
export function unpackFile(packed: Uint8Array): ClueFile {
  const length = new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(0);
  const said: unknown = JSON.parse(
    new TextDecoder('utf-8', { fatal: true }).decode(packed.subarray(head, head + length)),
  );
  const { name, size } = said as { name?: unknown; size?: unknown };
  const from = head + length;
  if (typeof name !== 'string' || !Number.isInteger(size) || Number(size) > packed.length - from)
    throw new Error('This is no packed file.');
  const bytes = packed.slice(from, from + Number(size));
  const type = clueFileType(bytes);
  return { name: safeFileName(name, type), type, bytes };
}

/** What is wrong with chosen files before they are looked into: too many, or one too large. */
export function clueFileFaults(sizes: readonly number[]): FieldFault[] {
  const { files, bytes } = clueFileLimits;
  if (sizes.length > files)
    return [{ field: 'files', code: 'too-many-clue-files', with: { most: files, have: sizes.length } }];
  if (sizes.some((size) => size > bytes))
    return [{ field: 'files', code: 'clue-file-too-large', with: { most: bytes / kib / kib } }];
  return [];
}
