/** A page of a list, for its facts. */
interface Listing {
  title: string;
  description: string;
  address: string;
  /** With addresses below this site's root: /messages/…. */
  rows: readonly { href: string; title: string }[];
}

/** A list of messages in the words of schema.org. */
export function listFacts({ title, description, address, rows }: Listing): object {
  const { origin } = new URL(address);
  return {
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    name: title,
    description,
    url: address,
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: rows.map((row, at) => ({
        '@type': 'ListItem',
        position: at + 1,
        url: origin + row.href,
        name: row.title,
      })),
    },
  };
}
