/** How many messages one mark of a wall stands for: one, unless a row would not fit on it. */
export function messagesPerMark(most: number): number {
  return [1, 10, 100].find((each) => most / each <= mostMarks) ?? 1000;
}

const mostMarks = 160;
/** The measures of a mark and of a line of them, in pixels. */
const [cell, perLine, line] = [10, 32, 13];

const shapes = {
  late: (x: number, y: number) => `M${x} ${y + 10}h8l-4-9z`,
  today: (x: number, y: number) => `M${x} ${y + 2}h8v8h-8z`,
  risk: (x: number, y: number) => `M${x + 4} ${y + 1.5}l4 4.5-4 4.5-4-4.5z`,
} as const;

/** The marks of one row, drawn: a path for each kind, and the size of the whole. */
export interface Marks {
  width: number;
  height: number;
  paths: { kind: keyof typeof shapes; d: string }[];
}

/** Draws late, today's and at-risk messages one after the other, line by line. */
export function drawMarks(row: Record<keyof typeof shapes, number>, perMark: number): Marks {
  let at = 0;
  const paths = (['late', 'today', 'risk'] as const).flatMap((kind) => {
    const n = Math.ceil(row[kind] / perMark);
    const d = Array.from({ length: n }, () => {
      const place = [(at % perLine) * cell, Math.floor(at / perLine) * line] as const;
      at += 1;
      return shapes[kind](...place);
    }).join('');
    return d ? [{ kind, d }] : [];
  });
  return { width: Math.min(at, perLine) * cell, height: Math.max(1, Math.ceil(at / perLine)) * line, paths };
}
