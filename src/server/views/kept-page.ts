/** In these headers a page tells the house's own cache of it, when it was asked by that; no visitor sees or sets them. */
export const keptPageHeaders = {
  /** Set by the cache: it asks. */
  asked: 'x-huiyin-keeping',
  /** What the page shows, separated by spaces; a page that says nothing is not kept. */
  shows: 'x-huiyin-shows',
  /** The moment, in milliseconds, at which the page would say something else. */
  until: 'x-huiyin-until',
} as const;

/** That a page shows the same to everybody with the same wishes, and for how long. */
export interface KeptPage {
  /** What it shows, as the store names it when it moves: `message:…`, `post:…`, `region:…`, `topic:…`, `board`. */
  shows: readonly string[];
  /** When a clock that it shows turns; left out: none does before the day ends. */
  until?: Date | undefined;
}

/** The first of these moments that is still to come. */
export function firstTurn(moments: readonly (Date | null)[], now: Date): Date | undefined {
  const ahead = moments.filter((each) => each !== null && each > now) as Date[];
  return ahead.length === 0 ? undefined : new Date(Math.min(...ahead.map((each) => each.getTime())));
}
