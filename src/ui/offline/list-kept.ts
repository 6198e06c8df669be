/** Lists on the page for those without a connection what they opened before and can read now. */
export async function listKept(): Promise<void> {
  const place = document.getElementById('kept-pages');
  const names = await caches.keys();
  if (!place || names.length === 0) return;
  const kept = await caches.open(names.find((name) => name.startsWith('pages')) ?? '');
  for (const request of (await kept.keys()).toReversed()) {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/offline') continue;
    const html = await (await kept.match(request))?.text();
    const title = new DOMParser().parseFromString(html ?? '', 'text/html').title;
    const [item, link] = [document.createElement('li'), document.createElement('a')];
    [link.href, link.textContent] = [pathname + search, title];
    item.append(link);
    place.append(item);
  }
  const heading = document.getElementById('kept-heading');
  if (heading) heading.hidden = place.childElementCount === 0;
}
