import path from 'node:path';
import { DiskFiles } from '../outside/files/disk-files.ts';
import type { Files } from '../outside/files/files.ts';
import { type ClamdAt, ClamdScanner } from '../outside/files/clamd-scanner.ts';
import type { VirusScanner } from '../outside/files/virus-scanner.ts';
import type { Decoder } from './decoder.ts';
import { pictureLimits } from './limits.ts';
import { WaitingLine } from './waiting-line.ts';

/** What the pictures need of this process: where they lie, and the lines of waiting. */
export interface PicturesRoom {
  files: Files;
  spoolFolder: string;
  /** The program of a decoder's process. */
  decoderScript: URL;
  /** Looks through what came in, before it is decoded; null: none is set. */
  scanner: VirusScanner | null;
  /** Decoders that wait for work. */
  resting: Decoder[];
  /** Before the decoders; the limit holds for the whole process. */
  decoding: WaitingLine;
  /** Inside: pictures that need much memory at once go one by one. */
  heavyDecoding: WaitingLine;
  /** Before the spool. */
  uploading: WaitingLine;
}

// The site's build carries its own copy of this file; the room is one for the process.
const place = Symbol.for('huiyin.pictures');
const hall = globalThis as { [place]?: PicturesRoom };

/** Opens the room once a process, before the first picture is taken in or shown; the files default to the disk; uploads are scanned where clamd is named. */
export function openPictures(dataDir: string, files?: Files, clamd: ClamdAt | null = null): PicturesRoom {
  closePictures();
  const { decodesAtOnce, decodesWaiting, uploadsAtOnce } = pictureLimits;
  const room: PicturesRoom = {
    files: files ?? new DiskFiles(path.join(dataDir, 'pictures')),
    spoolFolder: path.join(dataDir, 'pictures', 'incoming'),
    decoderScript: new URL('./decoder-process.ts', import.meta.url),
    resting: [],
    scanner: clamd && new ClamdScanner(clamd),
    decoding: new WaitingLine(decodesAtOnce, decodesWaiting),
    heavyDecoding: new WaitingLine(1, decodesAtOnce),
    uploading: new WaitingLine(uploadsAtOnce, 0),
  };
  hall[place] = room;
  return room;
}

/** Closes the room: decoders without work end now, those at work with this process. */
export function closePictures(): void {
  for (const decoder of hall[place]?.resting.splice(0) ?? []) decoder.retire();
  delete hall[place];
}

/** The open room. */
export function picturesRoom(): PicturesRoom {
  const room = hall[place];
  if (!room) throw new Error('the pictures are not open: openPictures() comes first');
  return room;
}
