import { findAccounts } from './find-accounts.ts';
import { findAddresses } from './find-addresses.ts';
import { findNames } from './find-names.ts';
import { findNumbers } from './find-numbers.ts';
import { findPlates } from './find-plates.ts';
import { fold, unfold } from './fold.ts';
import type { Find, PersonalDatum } from './personal-datum.ts';

const finders = [findAccounts, findNumbers, findPlates, findAddresses, findNames];

/** Finds what looks personal by rule, in the order of the text, never overlapping; a person decides on each. Takes time in proportion to the text. */
export function findPersonalData(text: string): PersonalDatum[] {
  const folded = fold(text);
  const finds = finders.flatMap((finder) => finder(folded.text));
  return apart(finds, folded.text.length).map(({ start, end, what, why }) => ({
    ...unfold(folded, start, end),
    what,
    why,
  }));
}

// Of finds that overlap the best-founded stays; marked letter by letter, so that many finds cost no more than their length.
function apart(finds: readonly Find[], length: number): Find[] {
  const taken = new Uint8Array(length + 1);
  const kept: Find[] = [];
  for (const find of finds.toSorted((a, b) => a.rank - b.rank || a.start - b.start || b.end - a.end)) {
    if (taken.subarray(find.start, find.end).includes(1)) continue;
    taken.fill(1, find.start, find.end);
    kept.push(find);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
