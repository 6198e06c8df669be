/** A text as it is searched: letters and digits alone, in one width and one case, so that neither spaces nor signs part what belongs together. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

// Imported texts have no limit; what stands beyond this is found by nobody, and no index has to hold it.
const longest = 20_000;

/** The title and the rest of a message's public text, folded; one line each. */
export function foldMessage({
  title,
  body,
  place,
}: {
  title: string;
  body: string;
  place: string | null;
}): string {
  return `${fold(title)}\n${fold(body.slice(0, longest))}\n${fold(place ?? '')}`;
}

/** Every two neighbouring characters of a folded text, each pair once. */
export function pairsOf(folded: string): string[] {
  const signs = [...folded];
  return [...new Set(signs.slice(1).map((sign, i) => `${signs[i] as string}${sign}`))];
}
