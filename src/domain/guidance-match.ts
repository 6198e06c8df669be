/** The words of what somebody is about to ask, cut like the guidance. */
export interface Wanted {
  title: ReadonlySet<string>;
  body: ReadonlySet<string>;
  topic: number | null;
}

/** A piece of guidance that may answer it. */
export interface Guide {
  words: ReadonlySet<string>;
  topic: number;
  /** How near its place is: 0 the same place, 1 the one above, and so on. */
  distance: number;
}

/** How much of the question the guidance speaks of, 0 to 1: most of it by the title, some by the text, a little by the topic. */
export function matchOf({ title, body, topic }: Wanted, guide: Guide): number {
  const words = 0.6 * share(title, guide.words) + 0.25 * share(body, guide.words);
  return words + (topic !== null && topic === guide.topic ? 0.15 : 0);
}

/** What is less alike would only hold the writer up. */
const least = 0.42;

/** The guidance worth showing before somebody sends: the most alike first, of the same likeness the nearest place. */
export function bestGuides<G extends Guide>(wanted: Wanted, guides: readonly G[], most: number): G[] {
  return guides
    .map((guide) => ({ guide, match: matchOf(wanted, guide) }))
    .filter(({ match }) => match >= least)
    .sort((a, b) => b.match - a.match || a.guide.distance - b.guide.distance)
    .slice(0, most)
    .map(({ guide }) => guide);
}

// Single characters are in every text.
function share(wanted: ReadonlySet<string>, words: ReadonlySet<string>): number {
  const telling = [...wanted].filter((word) => [...word].length > 1);
  if (telling.length === 0) return 0;
  return telling.filter((word) => words.has(word)).length / telling.length;
}
