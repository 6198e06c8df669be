/** The permanent page of a list: of one leader, office, place or topic their own, with what narrows it beside. */
export function pageOf(query: URLSearchParams): string {
  const rest = new URLSearchParams(query);
  const [own, path] = ownPage(rest) ?? [undefined, '/messages'];
  if (own) rest.delete(own);
  return rest.size > 0 ? `${path}?${rest}` : path;
}

function ownPage(query: URLSearchParams): [name: string, path: string] | undefined {
  for (const [name, folder] of [
    ['leader', 'leaders'],
    ['office', 'offices'],
    ['region', 'regions'],
    ['topic', 'topics'],
  ] as const) {
    const value = query.get(name);
    if (value !== null) return [name, `/${folder}/${value}`];
  }
  return undefined;
}
