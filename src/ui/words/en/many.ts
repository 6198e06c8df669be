import type { many as zh } from '../zh/many.ts';

const some = (what: string) => (done: number, failed: number) =>
  failed === 0 ? `${done} ${what}.` : `${done} ${what}, ${failed} not:`;

export const many: typeof zh = {
  title: 'The chosen ones together',
  lead: 'Choose in the queue, 200 at most',
  all: 'Choose this page',
  accept: 'Accept the chosen',
  charge: 'Put in charge',
  nobody: 'Nobody',
  undo: 'Undo',
  did: {
    'accept-many': some('accepted'),
    charge: some('given'),
    'undo-charge': some('given back'),
    'keep-filter': () => 'The filter is kept.',
    'drop-filter': () => 'The filter is dropped.',
  },
  keys: { f: 'open the filters', ud: 'urge · open a dossier (office above)', z: 'undo who is in charge' },
  keepTitle: 'Kept filters',
  keepName: 'Name this filter',
  keep: 'Keep the filter',
  share: 'For whom',
  shareNone: 'Myself',
  shareWith: (office) => `Everybody at ${office}`,
  shared: 'shared',
  drop: (name) => `Drop “${name}”`,
  filter: {
    title: 'Filter',
    text: 'Words of the title',
    kind: 'Kind',
    topic: 'Topic',
    wholeTopic: (topic) => `${topic} (all)`,
    region: 'Region',
    urgency: 'Urgency',
    due: 'Due',
    any: 'Any',
    dues: { late: 'Late', today: 'Today', week: 'Within seven days' },
    mine: 'In my charge',
    watched: 'Urged or supervised',
    show: 'Filter',
    clear: 'Clear',
    sharedBy: (who) => `Shared by ${who}`,
  },
};
