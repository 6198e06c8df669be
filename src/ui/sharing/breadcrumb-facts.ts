/** Where a page stands, from the widest to itself, in the words of schema.org. */
export function breadcrumbFacts(crumbs: readonly { text: string; href?: string }[], address: string): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ text, href }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name: text,
      item: href === undefined ? address : new URL(href, address).href,
    })),
  };
}
