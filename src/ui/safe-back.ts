const inside = 'http://inside.invalid';

/** The place inside the site to which a form may send its reader back; anything else becomes the home page. */
export function safeBack(wanted: string | null | undefined): string {
  if (!wanted || !URL.canParse(wanted, inside)) return '/';
  const url = new URL(wanted, inside);
  if (url.origin !== inside || !/^\/(?![/\\])/.test(wanted) || url.pathname.startsWith('//')) return '/';
  return backTo(url);
}

/** A page's own address for coming back to it: without the wish for a language and without the name of a form action. */
export function backTo(address: { pathname: string; search: string }): string {
  const kept = [...new URLSearchParams(address.search)].filter(
    ([name]) => name !== 'lang' && !name.startsWith('/'),
  );
  const query = new URLSearchParams(kept).toString();
  return address.pathname + (query && `?${query}`);
}
