import type { Place } from './redaction.ts';

/** A run of letters of one side: plain, or belonging to a numbered place. */
export interface Run {
  /** Offset in the side's own text. */
  at: number;
  text: string;
  place: Place | null;
  /** The last run of its place carries the number. */
  last: boolean;
}

/** One side's text, line by line, cut at the numbered places; offsets stay those of the text. */
export function textLines(text: string, places: readonly Place[], side: 'original' | 'shown'): Run[][] {
  const bounds = (place: Place) => (side === 'original' ? place.from : place.to);
  const sorted = places.toSorted((a, b) => bounds(a)[0] - bounds(b)[0]);
  const runs: Run[] = [];
  let at = 0;
  for (const place of sorted) {
    const [start, end] = bounds(place);
    if (start < at) continue;
    runs.push({ at, text: text.slice(at, start), place: null, last: false });
    runs.push({ at: start, text: text.slice(start, end), place, last: true });
    at = end;
  }
  runs.push({ at, text: text.slice(at), place: null, last: false });
  return inLines(runs).filter((line) => line.some((run) => run.text.trim() !== '' || run.place));
}

function inLines(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    let at = run.at;
    const parts = run.text.split('\n');
    parts.forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '' || run.place)
        lines.at(-1)?.push({ ...run, at, text: part, last: run.last && index === parts.length - 1 });
      at += part.length + 1;
    });
  }
  return lines;
}
