import { element } from '#ui/feeds/xml.ts';

/** One address of a map, and when what is there last changed. */
export interface MapEntry {
  address: string;
  changedAt?: Date | null;
}

const space = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Addresses of pages, or of further maps, as search engines read them (sitemaps.org 0.9). */
export function mapText(kind: 'urlset' | 'sitemapindex', entries: readonly MapEntry[]): string {
  const each = kind === 'urlset' ? 'url' : 'sitemap';
  const lines = entries.map(({ address, changedAt }) => {
    const changed = changedAt ? element('lastmod', changedAt.toISOString()) : '';
    return `<${each}>${element('loc', address)}${changed}</${each}>\n`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<${kind} xmlns="${space}">\n${lines.join('')}</${kind}>\n`;
}

/** The newest change among them; where none is known, the beginning of time. */
export function newestOf(entries: readonly MapEntry[]): Date {
  // A file has more entries than a call may have arguments.
  return entries.reduce(
    (newest, { changedAt }) => (changedAt && changedAt > newest ? changedAt : newest),
    new Date(0),
  );
}
