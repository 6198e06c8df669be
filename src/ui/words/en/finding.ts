import type { finding as zh } from '../zh/finding.ts';

/** Finding messages: how many, in which order, how else, in English. */
export const finding: typeof zh = {
  found: (n) => (n === '1' ? '1 message found' : `${n} messages found`),
  atLeast: (n) => `${n}+ messages found`,
  among: (n) => `the newest ${n} are put in order`,
  sorts: 'Order',
  byRelevance: 'Relevance',
  byTime: 'Publication',
  bySupporters: 'Supporters',
  mostSupported: 'Those that most people met too first',
  also: (words) => `Also looked for: ${words}.`,
  onlyTyped: 'Only what I typed',
  onlyTypedNow: 'Looked only for what was typed.',
  inOtherWords: 'Also in other words',
  tryAlso: 'You can also try:',
  everywhere: 'Without filters, in all messages',
  onlyWord: (word) => `Only “${word}”`,
  hint: 'Quotes find a whole phrase, a minus before a word leaves it out: 停水 -通知',
  from: 'Published from',
  to: 'Published until',
  pictures: 'With pictures',
  adopted: 'Suggestion adopted',
  place: 'place',
  leader: 'leader',
  topic: 'topic',
  message: 'message',
  named: 'Of that name',
  suggested: (n) =>
    n === 1 ? '1 suggestion, choose with the arrow keys' : `${n} suggestions, choose with the arrow keys`,
};
