import type { Words } from '../../words/words.ts';

interface Cell {
  text: string;
  kind: 'used' | 'today' | 'open' | 'due' | 'over';
}

/** The cells of a ruler of working days with what stands below them: 11/4, 5, 6, 24 今, 26 到期. */
export function rulerCells(days: readonly { day: string; kind: Cell['kind'] }[], w: Words): Cell[] {
  return days.map(({ day, kind }, index) => {
    const [, month, date] = day.split('-').map(Number);
    const newMonth = index === 0 || days[index - 1]?.day.slice(5, 7) !== day.slice(5, 7);
    const name = newMonth ? `${month}/${date}` : String(date);
    return { text: [name, w.desk.rulerNote[kind]].filter(Boolean).join(' '), kind };
  });
}
