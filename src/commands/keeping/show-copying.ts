import type { KeptTable } from '../../server/store/operate/backup/manifest.ts';

const everyMs = 5000;

/** Says how far a copy is: a line for each table that is done, and one every few seconds while a large one runs. */
export function showCopying(say: (line: string) => void, nowMs: () => number) {
  let saidAt = nowMs();
  return {
    hear: (name: string, bytes: number): void => {
      if (nowMs() - saidAt < everyMs) return;
      saidAt = nowMs();
      say(`  ${name}: ${inWords(bytes)} …`);
    },
    done: ({ name, rows, bytes, fileBytes }: KeptTable): void => {
      saidAt = nowMs();
      if (rows > 0)
        say(`  ${name}: ${rows.toLocaleString('en')} rows, ${inWords(bytes)}, packed ${inWords(fileBytes)}`);
    },
  };
}

/** Bytes as a person reads them. */
export function inWords(bytes: number): string {
  if (bytes < 10_000) return `${bytes} B`;
  if (bytes < 10_000_000) return `${(bytes / 1000).toFixed(0)} kB`;
  return bytes < 10_000_000_000 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
