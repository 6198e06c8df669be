import type { live as zh } from '../zh/live.ts';

export const live: typeof zh = {
  somebody: 'The author or the system',
  did: (who, what) => `${who}: “${what}”, just now.`,
  yours: 'What you are writing is untouched.',
  shown: 'The page shows it.',
  lookApart: 'See how it stands on another page',
  dismiss: 'All right',
};
