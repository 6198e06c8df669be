/** Tells how far an import is: one line drawn over and over on a terminal, a plain line every few seconds elsewhere. */
export interface ProgressLine {
  show(rows: number, resumedAt: number): void;
  end(): void;
}

const width = 30;
const plainEveryMs = 5000;

/** Draws to standard error, so that the report on standard output stays clean. */
export function progressLine(total: number, clock: () => number): ProgressLine {
  const out = process.stderr;
  const startedAt = clock();
  let toldAt = startedAt;
  const line = (rows: number, resumedAt: number): string => {
    const seconds = Math.max((clock() - startedAt) / 1000, 0.001);
    const speed = Math.round((rows - resumedAt) / seconds);
    const percent = total === 0 ? 100 : Math.floor((100 * rows) / total);
    return `${percent} %  ${rows}/${total} rows  ${speed} rows/s`;
  };
  return {
    show(rows, resumedAt) {
      if (out.isTTY) {
        const full = total === 0 ? width : Math.round((width * rows) / total);
        out.write(`\r${'█'.repeat(full)}${'░'.repeat(width - full)}  ${line(rows, resumedAt)}  `);
      } else if (rows === total || clock() - toldAt >= plainEveryMs) {
        toldAt = clock();
        out.write(`${line(rows, resumedAt)}\n`);
      }
    },
    end() {
      if (out.isTTY) out.write('\n');
    },
  };
}
