/** How alike two texts are: the share of common character pairs (Dice), 0 to 1; spaces, marks and width don't count. */
export function likeness(a: string, b: string): number {
  const [x, y] = [pairs(a), pairs(b)];
  if (x.size === 0 || y.size === 0) return a.trim() === b.trim() ? 1 : 0;
  let common = 0;
  for (const pair of x) if (y.has(pair)) common += 1;
  return (2 * common) / (x.size + y.size);
}

/** Do two messages of one author to one leader speak of the same matter? */
export function isSameMatter(
  a: { title: string; body: string },
  b: { title: string; body: string },
): boolean {
  return (
    likeness(a.body, b.body) > 0.7 || (likeness(a.title, b.title) > 0.8 && likeness(a.body, b.body) > 0.4)
  );
}

function pairs(text: string): ReadonlySet<string> {
  const bare = [
    ...text
      .normalize('NFKC')
      .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
      .toLowerCase(),
  ];
  const found = new Set<string>();
  for (let i = 0; i + 1 < bare.length; i += 1) found.add(`${bare[i]}${bare[i + 1]}`);
  return found;
}
