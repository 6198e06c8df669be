import { fold, pairsOf } from './fold.ts';
import { alsoCalled } from './also-called.ts';

/** What somebody wants to find, read from what they typed. */
export interface Wanted {
  /** Each has to be in the text; what is said in other words (欠薪 for 拖欠工资) stands behind what was typed. */
  groups: readonly (readonly string[])[];
  /** None of these may be in the text. */
  without: readonly string[];
  /** All that was typed, in one piece: where it stands like that, it is meant most. */
  whole: string;
}

/** Cuts a text into its words. */
export type Cut = (text: string) => readonly string[];

const mostGroups = 10;

// Between words they join, and say nothing by themselves.
const joining = new Set([...'的了吗呢啊吧呀和与及是在有就都也很把被给对为请个这那我你他她它']);

const quoted = /["“”「『《]([^"“”「」『』《》]+)["“”」』》]/gu;

/** Reads a search: words, "phrases" and -words that must not be there; everything folded. With `exact` nothing is said in other words. */
export function wantedOf(typed: string, cut: Cut, { exact = false } = {}): Wanted {
  const phrases = [...typed.matchAll(quoted)].map(([, phrase = '']) => fold(phrase));
  const rest = typed.replace(quoted, ' ').split(/\s+/u);
  const without = rest.filter((word) => /^[-−—].*[\p{L}\p{N}]/u.test(word)).map(fold);
  const words = rest
    .filter((word) => !/^[-−—]/.test(word))
    .flatMap((word) => joinedUp(cut(fold(word)).map(fold)));
  const each = [...new Set([...phrases, ...words])].filter(Boolean).slice(0, mostGroups);
  const groups = each.map((word) => (exact || phrases.includes(word) ? [word] : [word, ...alsoCalled(word)]));
  return { groups, without: without.filter(Boolean), whole: each.join('') === '' ? '' : fold(rest.join('')) };
}

// A single character finds half the board: it belongs to its neighbour, unless it only joins two words.
function joinedUp(words: readonly string[]): string[] {
  const long = (word: string | undefined) => word !== undefined && [...word].length > 1;
  const kept = words.filter((word, i) => !(joining.has(word) && long(words[i - 1]) && long(words[i + 1])));
  const out: string[] = [];
  let open = '';
  for (const word of kept) {
    if (long(word)) {
      if (open === '') out.push(word);
      else if ([...open].length > 1) out.push(open, word);
      else out.push(open + word);
      open = '';
    } else open += word;
  }
  if (open === '') return out;
  const last = out.at(-1);
  if ([...open].length > 1 || last === undefined) return [...out, open];
  return [...out.slice(0, -1), last + open];
}

/** The search in the language of the index: pairs of characters; empty where there are none. */
export function queryOf(
  groups: Wanted['groups'],
  pairs: (word: string) => readonly string[] = pairsOf,
): string {
  const ofWord = (word: string) => pairs(word).map(quote).join(' & ');
  return pairedIn(groups)
    .map((group) => `(${group.map(ofWord).join(' | ')})`)
    .join(' & ');
}

/** What is asked of the index, and what is looked for in each text that it gives. */
export interface Narrowed {
  query: string;
  /** Words that stand for the same with | between them; one of them has to stand in the text. */
  checks: string[];
}

/** In which share of all texts, from 0 to 1, a pair of characters stands; those that are not named stand in fewer than any of these. */
export type Shares = ReadonlyMap<string, number>;

// Lists of pairs that stand in more texts than this are so long that reading them costs more than they spare.
const frequentShare = 0.2;

/**
 * The search for the index: of each word the pairs that stand in few texts, and none that stand in so many that they narrow nothing, as
 * long as others remain; and what pairs alone cannot tell: whether longer words stand in the text in one piece, and whether what was
 * left out stands there.
 */
export function narrowed(wanted: Wanted['groups'], shares: Shares): Narrowed {
  const groups = wanted.map(shortest);
  const shareOf = (pair: string) => shares.get(pair) ?? 0;
  const isTelling = (word: string) => pairsOf(word).some((pair) => shareOf(pair) < frequentShare);
  const telling = pairedIn(groups).filter((group) => group.every(isTelling));
  const asked = telling.length > 0 ? telling : pairedIn(groups);
  const isTold = (group: readonly string[]) =>
    asked.includes(group) && group.every((word) => [...word].length === 2);
  return {
    query: queryOf(asked, (word) => fewest(pairsOf(word), shareOf)),
    checks: groups.filter((group) => !isTold(group)).map((group) => surestFirst(group, shareOf).join('|')),
  };
}

// Where two neighbours stand together by chance, as 园公 does in 工业园公厕, hardly anything else has them: to look for 工业 as well
// costs a long list and spares nothing. Of words without such the two rarest pairs.
function fewest(pairs: readonly string[], shareOf: (pair: string) => number): readonly string[] {
  const unnamed = pairs.filter((pair) => shareOf(pair) === 0);
  if (unnamed.length > 0) return unnamed;
  const rare = pairs.filter((pair) => shareOf(pair) < frequentShare);
  return (rare.length > 0 ? rare : pairs).toSorted((a, b) => shareOf(a) - shareOf(b)).slice(0, 2);
}

// Where one of them holds another, as 公交车 does 公交, whatever has it has the other.
function shortest(group: readonly string[]): readonly string[] {
  return group.filter((word) => !group.some((other) => other !== word && word.includes(other)));
}

// Each word that is looked for in vain costs a whole text: first what stands in most texts as far as its rarest pair tells, and of
// equals those of one pair, which stand in every text that their pair was found in.
function surestFirst(group: readonly string[], shareOf: (pair: string) => number): readonly string[] {
  const share = (word: string) => Math.min(...pairsOf(word).map(shareOf));
  return group.toSorted(
    (a, b) => share(b) - share(a) || Number([...a].length > 2) - Number([...b].length > 2),
  );
}

function pairedIn(groups: Wanted['groups']): Wanted['groups'] {
  return groups.filter((group) => group.every((word) => [...word].length > 1));
}

/** Single characters in the language of the index, each as everything there that begins with it; the last of a text stands there by itself. */
export function beginningsOf(groups: Wanted['groups']): string {
  return groups.map((group) => `(${group.map((word) => `${quote(word)}:*`).join(' | ')})`).join(' & ');
}

function quote(pair: string): string {
  return `'${pair}'`;
}
