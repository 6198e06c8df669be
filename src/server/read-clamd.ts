import path from 'node:path';
import type { EnvReader } from './env-reader.ts';

/** The virus scanner's daemon (CLAMD): a socket or a port of this machine; null: none. */
export function readClamd(reader: EnvReader): { path: string } | { host: string; port: number } | null {
  const raw = reader.text('CLAMD');
  if (raw === null) return null;
  if (path.isAbsolute(raw)) return { path: raw };
  const [, host, port] = /^(127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(raw) ?? [];
  if (host && Number(port) <= 65_535) return { host: host.replace(/[[\]]/g, ''), port: Number(port) };
  reader.wrong(
    'CLAMD',
    `"${raw}" is no socket of this machine`,
    'Give a path, or a port as in 127.0.0.1:3310.',
  );
  return null;
}
