import { kindOfMark, markOf, type MarkKind } from '../../../domain/redaction-marks.ts';
import { findPersonalData } from '../../../domain/screening/find-personal-data.ts';
import { isDoubtful, type PersonalWhy } from '../../../domain/screening/personal-datum.ts';
import { compare, type Hunk } from './compare.ts';

/** Texts by the name of their field: title, body, place; or the one text of a follow-up. */
export type Fields = Readonly<Record<string, string>>;

/** The public text as it stands on the desk, and which proposals the reviewer leaves as they are. */
export interface Drafted {
  shown: Fields;
  /** Keys of proposals (field:offset in the original). */
  kept: readonly string[];
}

/** A numbered place in the two texts: taken out, proposed and undecided, or left on purpose. */
export interface Place {
  n: number;
  field: string;
  state: 'taken' | 'open' | 'left';
  from: readonly [start: number, end: number];
  to: readonly [start: number, end: number];
  was: string;
  /** What stands in the public text; for an open proposal what would. */
  now: string;
  /** What kind it is; undefined for an edit in words of one's own. */
  kind: MarkKind | undefined;
  /** The rule that found it. */
  why: PersonalWhy | undefined;
  key: string;
}

/** Every place of the texts, numbered in their order. */
export function placesOf(original: Fields, drafted: Drafted): Place[] {
  return Object.keys(original)
    .flatMap((field) => placesIn(field, original[field] ?? '', drafted))
    .map((place, index) => ({ ...place, n: index + 1 }));
}

/** How many proposals are still undecided. */
export function undecided(places: readonly Place[]): number {
  return places.filter((place) => place.state === 'open').length;
}

/** What can be done with a place. */
export type Turn = 'take' | 'leave' | 'undo';

/** The draft after a turn on one place. */
export function turn(original: Fields, drafted: Drafted, act: { turn: Turn; key: string }): Drafted {
  const place = placesOf(original, drafted).find((each) => each.key === act.key);
  if (!place) return drafted;
  if (act.turn === 'leave') return { ...drafted, kept: [...drafted.kept, place.key] };
  const kept = drafted.kept.filter((key) => key !== place.key);
  if (act.turn === 'undo') {
    const shown = place.state === 'taken' ? replaced(drafted, place, place.was) : drafted.shown;
    return { shown, kept };
  }
  return place.state === 'taken' ? drafted : { shown: replaced(drafted, place, place.now), kept };
}

/** The draft with every open proposal taken. */
export function takeAll(original: Fields, drafted: Drafted): Drafted {
  return placesOf(original, drafted)
    .filter((place) => place.state === 'open')
    .reduceRight((so, { key }) => turn(original, so, { turn: 'take', key }), drafted);
}

/** A stretch that somebody selected on one side of one field. */
export interface Selected {
  side: 'original' | 'shown';
  field: string;
  start: number;
  end: number;
}

/** The draft with a selected stretch taken out, and where in the public text the mark now ends. */
export function cover(
  original: Fields,
  drafted: Drafted,
  selected: Selected,
  kind: MarkKind,
): { drafted: Drafted; end: number } {
  const { field } = selected;
  const [start, end] = onShownSide(original, drafted, selected);
  const text = drafted.shown[field] ?? '';
  const mark = markOf(kind);
  const shown = { ...drafted.shown, [field]: text.slice(0, start) + mark + text.slice(end) };
  return { drafted: { ...drafted, shown }, end: start + mark.length };
}

// Where the stretch lies in the public text; what is half inside a difference takes the whole of it.
function onShownSide(original: Fields, drafted: Drafted, s: Selected): [number, number] {
  const hunks = compare(original[s.field] ?? '', drafted.shown[s.field] ?? '');
  if (s.side === 'original') return mapped(hunks, [s.start, s.end]);
  const touched = hunks.filter(({ to, now }) => kindOfMark(now) && to[0] < s.end && to[1] > s.start);
  return [Math.min(s.start, ...touched.map((h) => h.to[0])), Math.max(s.end, ...touched.map((h) => h.to[1]))];
}

/** Offsets of the original as offsets of the public text. */
function mapped(hunks: readonly Hunk[], [start, end]: readonly [number, number]): [number, number] {
  const shift = (at: number, edge: 'start' | 'end'): number => {
    let moved = at;
    for (const { from, to } of hunks) {
      const inside = edge === 'start' ? from[0] <= at && at < from[1] : from[0] < at && at <= from[1];
      if (inside) return edge === 'start' ? to[0] : to[1];
      if (from[1] <= at && (edge === 'start' || from[1] < at || from[0] < at)) moved = at - from[1] + to[1];
    }
    return moved;
  };
  return [shift(start, 'start'), shift(end, 'end')];
}

function placesIn(field: string, original: string, drafted: Drafted): Place[] {
  const hunks = compare(original, drafted.shown[field] ?? '');
  const found = findPersonalData(original);
  const taken = hunks.map((hunk): Place => {
    const datum = found.find((each) => each.start < hunk.from[1] && each.end > hunk.from[0]);
    const kind = kindOfMark(hunk.now);
    const why = datum && kind === datum.what ? datum.why : undefined;
    return {
      n: 0,
      field,
      state: 'taken',
      ...hunk,
      kind,
      why,
      key: keyOf(field, hunk.from[0], hunk.now),
    };
  });
  const free = found.filter(
    (datum) => !hunks.some(({ from }) => datum.start < from[1] && datum.end > from[0]),
  );
  const proposed = free.map((datum): Place => {
    const from = [datum.start, datum.end] as const;
    const key = keyOf(field, datum.start);
    return {
      n: 0,
      field,
      // What its writer covered already is left, unless the reviewer takes it out.
      state: drafted.kept.includes(key) || isDoubtful(datum) ? 'left' : 'open',
      from,
      to: mapped(hunks, from),
      was: original.slice(...from),
      now: markOf(datum.what),
      kind: datum.what,
      why: datum.why,
      key,
    };
  });
  return [...taken, ...proposed].toSorted((a, b) => a.from[0] - b.from[0] || a.to[0] - b.to[0]);
}

// A pure insertion and a proposal may begin at the same letter: the words tell them apart.
function keyOf(field: string, start: number, now?: string): string {
  return now === undefined ? `${field}:${start}` : `${field}:${start}:${now.slice(0, 12)}`;
}

function replaced(drafted: Drafted, { field, to }: Place, words: string): Fields {
  const text = drafted.shown[field] ?? '';
  return { ...drafted.shown, [field]: text.slice(0, to[0]) + words + text.slice(to[1]) };
}
