import type { SearchPage } from '#server/views/searching/search-messages.ts';
import { countText } from '#ui/numbers.ts';
import type { Words } from '#ui/words/words.ts';
import type { Chosen } from './read-filter.ts';

/** What a search found, before it is put in words. */
export type Found = Pick<SearchPage, 'total' | 'more' | 'wanted'> & {
  /** Everything that counts as found, for marking it. */
  words: readonly string[];
  /** Where nothing was found: parts of it that are. */
  pieces: readonly string[];
};

/** What a page says of what its search found. */
export interface FoundWords {
  /** Such as 共找到 1,234 件. */
  count: string;
  /** What was looked for in other words too, and the way to what was typed alone. */
  also?: { text: string; href: string; action: string };
  /** Where nothing was found: fewer words, one way for each word. */
  ways: { href: string; text: string }[];
}

interface Telling {
  chosen: Chosen;
  w: Words;
  to(query: Record<string, string>): string;
}

const mostWays = 4;

/** Puts in words what a search found. */
export function foundWords(found: Found, { chosen, w, to }: Telling): FoundWords {
  const { search } = chosen;
  const { sort: _, ...query } = chosen.query;
  const { exact: __, ...inOtherWords } = query;
  const others = found.wanted.groups.flatMap(([, ...also]) => also);
  const n = countText(found.total);
  return {
    count: found.more ? w.finding.atLeast(n) : w.finding.found(n),
    ...(others.length > 0 && {
      also: {
        text: w.finding.also(others.join(w.lang === 'zh' ? '、' : ', ')),
        href: to({ ...query, exact: '1' }),
        action: w.finding.onlyTyped,
      },
    }),
    ...(search?.exact && {
      also: { text: w.finding.onlyTypedNow, href: to(inOtherWords), action: w.finding.inOtherWords },
    }),
    ways: found.total === 0 ? waysOn(found, { chosen, w, to }) : [],
  };
}

function waysOn({ pieces }: Found, { chosen, w, to }: Telling): FoundWords['ways'] {
  const { q: _, after: __, exact: ___, ...rest } = chosen.query;
  const narrowed = Object.keys(rest).some((name) => name !== 'sort');
  return [
    ...(narrowed ? [{ href: to({ q: chosen.search?.q ?? '' }), text: w.finding.everywhere }] : []),
    ...pieces.map((word) => ({ href: to({ ...rest, q: word }), text: w.finding.onlyWord(word) })),
  ].slice(0, mostWays);
}
