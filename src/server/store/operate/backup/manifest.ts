import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { flushFolder, writeThrough } from './lasting.ts';

/** One file of a backup; the digest is of the file as it lies there, so that checking it needs no unpacking. */
export interface KeptFile {
  file: string;
  /** Of the file. */
  fileBytes: number;
  sha256: string;
}

/** One table as it was in the snapshot, in PostgreSQL's text form of COPY, packed with zstd. */
export interface KeptTable extends KeptFile {
  name: string;
  columns: string[];
  rows: number;
  /** Before packing. */
  bytes: number;
}

/** The pictures of the snapshot: how many files, and the list that names each with its digest. */
export interface KeptPictures extends KeptFile {
  files: number;
  bytes: number;
  /** Files that the house itself does not have any more. */
  missing: string[];
}

/** What a backup says of itself. Written last: a folder without it is no backup. */
export interface Manifest {
  format: 1;
  program: string;
  /** When the snapshot was taken. */
  at: string;
  /** The shape of the database, by the migrations that had landed. */
  migrations: { id: number; name: string; sha256: string }[];
  tables: KeptTable[];
  /** What the job queue still had to do. */
  jobs: KeptTable;
  /** Read after the snapshot, so none is behind its rows. */
  sequences: Record<string, number>;
  pictures: KeptPictures;
  /** Fingerprints of the keys without which the private words stay shut; the keys themselves are never in here. */
  keys: Record<string, string> | null;
}

const name = 'manifest.json';
const digestName = 'manifest.sha256';

/** Writes the manifest and its digest. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  writeThrough(path.join(folder, name), text);
  writeThrough(path.join(folder, digestName), `${digestOf(text)}  ${name}\n`);
  flushFolder(folder);
}

/** Reads the manifest of a backup; throws a sentence when the folder is no whole backup. */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, name);
  if (!fs.existsSync(file))
    throw new Error(`${folder} is no backup: it has no ${name}. A backup that was broken off has none.`);
  const text = fs.readFileSync(file, 'utf8');
  const noted = fs.readFileSync(path.join(folder, digestName), 'utf8').split(' ')[0];
  if (digestOf(text) !== noted) throw new Error(`${file} is damaged: its digest is not the one noted.`);
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== 1)
    throw new Error(`This program cannot read a backup of format ${String(manifest.format)}: it is too old.`);
  return manifest;
}

/** Every file that a manifest names. */
export function filesOf({ tables, jobs, pictures }: Manifest): KeptFile[] {
  return [...tables, jobs, pictures];
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
