import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atom } from '../../src/ui/feeds/atom.ts';
import type { Feed, FeedEntry } from '../../src/ui/feeds/feed.ts';
import { jsonFeed } from '../../src/ui/feeds/json-feed.ts';
import { rss } from '../../src/ui/feeds/rss.ts';
import { dataText } from '../../src/ui/sharing/data-text.ts';

const at = new Date('2026-11-09T00:14:00.500Z');
const address = 'https://board.example/messages/384720195526';

function entry(changes: Partial<FeedEntry> = {}): FeedEntry {
  return {
    ...{ id: address, title: '路灯不亮', text: '第一段\n\n第二段', author: '罗***' },
    ...{ tags: ['求助', '路灯'], published: at, updated: at, ...changes },
  };
}

function feed(entries: FeedEntry[], changes: Partial<Feed> = {}): Feed {
  return {
    ...{ title: '留言 · 回音', about: '公开刊发的留言', lang: 'zh-CN', by: '回音', updated: at, entries },
    self: 'https://board.example/feeds/messages.atom?q=%E6%A1%A5&kind=help',
    page: 'https://board.example/messages?q=%E6%A1%A5&kind=help',
    icon: 'https://board.example/favicon.svg',
    ...changes,
  };
}

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: false });
const read = (text: string) => {
  expect(XMLValidator.validate(text)).toBe(true);
  return parser.parse(text) as Record<string, never>;
};
/** What XML can carry of a text, with the line ends of XML. */
const carried = (text: string) =>
  text.replace(
    // oxlint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '',
  );

describe('Whatever people write, a feed stays whole', () => {
  const hostile = [
    '<b>&amp;</b>',
    ']]>',
    '<!--',
    '\u0000\u000b\u001f',
    '\ud83d',
    '"\'',
    '</title><script>',
    '👩‍👩‍👧',
  ];
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...hostile));

  test('Atom and RSS give back title and author as they were written, and no element more', () => {
    fc.assert(
      fc.property(text, text, text, (title, author, body) => {
        const one = feed([entry({ title, author, text: body, tags: [title] })], { title });
        const atomEntry = read(atom(one))['feed']?.['entry'] as unknown as Record<string, unknown>;
        const item = read(rss(one))['rss']?.['channel']?.['item'] as unknown as Record<string, unknown>;
        const lines = (given: unknown) => String(given ?? '').replaceAll(/\r\n?/g, '\n');
        expect(lines(atomEntry['title'])).toBe(lines(carried(title)));
        expect(lines((atomEntry['author'] as Record<string, unknown>)['name'])).toBe(lines(carried(author)));
        expect(lines(item['title'])).toBe(lines(carried(title)));
        expect(
          Object.keys(item)
            .filter((name) => name !== '#text')
            .toSorted(),
        ).toEqual(['title', 'link', 'guid', 'pubDate', 'dc:creator', 'category', 'description'].toSorted());
        expect(JSON.parse(jsonFeed(one))).toMatchObject({ items: [{ title, content_text: body }] });
      }),
    );
  });

  test('facts inside a page never end the element that holds them', () => {
    fc.assert(
      fc.property(text, (title) => {
        const written = dataText({ title: `${title}</script><!--&lt;` });
        expect(written).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(written)).toEqual({ title: `${title}</script><!--&lt;` });
      }),
    );
  });
});

describe('A feed says what its format asks for', () => {
  test('Atom 1.0: id, title, updated, author, links, and for each message its permanent address as id', () => {
    const { feed: read1 } = read(atom(feed([entry(), entry({ id: `${address}0` })]))) as unknown as {
      feed: Record<string, unknown> & { entry: Record<string, unknown>[] };
    };
    expect(read1).toMatchObject({
      '@_xmlns': 'http://www.w3.org/2005/Atom',
      '@_xml:lang': 'zh-CN',
      id: 'https://board.example/messages?q=%E6%A1%A5&amp;kind=help'.replace('&amp;', '&'),
      updated: at.toISOString(),
      author: { name: '回音' },
    });
    expect(read1['link']).toEqual([
      expect.objectContaining({ '@_rel': 'self', '@_type': 'application/atom+xml' }),
      expect.objectContaining({ '@_rel': 'alternate', '@_type': 'text/html' }),
    ]);
    expect(read1.entry.map((each) => each['id'])).toEqual([address, `${address}0`]);
    expect(read1.entry[0]).toMatchObject({
      published: at.toISOString(),
      updated: at.toISOString(),
      '@_xml:lang': 'zh-CN',
    });
    expect(read1.entry[0]?.['content']).toMatchObject({
      '@_type': 'html',
      '#text': '<p>第一段</p><p>第二段</p>',
    });
  });

  test('RSS 2.0: title, link, description, a permanent guid, dates of RFC 822', () => {
    const { rss: read2 } = read(rss(feed([entry()]))) as unknown as { rss: Record<string, unknown> };
    expect(read2).toMatchObject({
      '@_version': '2.0',
      channel: {
        title: '留言 · 回音',
        description: '公开刊发的留言',
        language: 'zh-cn',
        item: {
          guid: { '#text': address, '@_isPermaLink': 'true' },
          link: address,
          pubDate: 'Mon, 09 Nov 2026 00:14:00 GMT',
        },
      },
    });
  });

  test('JSON Feed 1.1: version, title, and for each message id, text and RFC 3339 dates', () => {
    expect(JSON.parse(jsonFeed(feed([entry()])))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: '留言 · 回音',
      language: 'zh-CN',
      items: [
        { id: address, url: address, content_text: '第一段\n\n第二段', date_published: at.toISOString() },
      ],
    });
  });

  test('an empty list is a feed too', () => {
    expect(read(atom(feed([])))).toBeDefined();
    expect(read(rss(feed([])))).toBeDefined();
  });
});
