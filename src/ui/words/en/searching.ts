import type { searching as zh } from '../zh/searching.ts';

/** The desk's search in texts that are not public. */
export const searching: typeof zh = {
  room: 'Search',
  title: 'Search private texts by words',
  lead: 'Among the messages that you may read, this finds texts that are not public: originals, remarks for the office, follow-ups and rating words that wait for review. Messages that are shown are written down in the access log; the words themselves go into no address and no log.',
  label: 'Words',
  hint: 'A word or two, such as 石拱桥. Public texts are found on the public pages.',
  go: 'Search',
  found: (count) => (count === '1' ? '1 message on this page' : `${count} messages on this page`),
  none: 'Nothing found',
  noneText:
    'Try another word. Only messages that you may read are shown; what has just come is found after some seconds.',
  whereFound: (kinds) => `In: ${kinds}`,
  kinds: {
    original: 'original',
    published: 'public version, not shown',
    sender: 'remark for the office',
    'follow-up': 'follow-up',
    rating: 'rating words',
  },
  next: 'Next page',
};
