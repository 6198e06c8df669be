import type { errors as zh } from '../zh/errors.ts';

/** What went wrong, in English. */
export const errors: typeof zh = {
  /** By the code of a refusal. */
  pages: {
    'not-found': {
      title: 'Nothing is here',
      text: 'The address may be wrong, or the message is not public. Search, or find your own message by its number.',
    },
    unexpected: {
      title: 'Something went wrong on our side',
      text: 'It was recorded. Please try again later; what you wrote is still on the page before.',
    },
    'not-allowed': {
      title: 'This step is not yours to take',
      text: 'If you think it should be, sign in to another account, or ask your operator.',
    },
    'sign-in-needed': {
      title: 'Please sign in first',
      text: 'Sign in with a code on your phone, then come back here.',
    },
    'too-many': {
      title: 'Please wait a while',
      text: 'Too many tries in a short time. Try again in a few minutes.',
    },
    busy: { title: 'Busy right now', text: 'Please try again in a minute. What you wrote is still here.' },
    'wrong-state': {
      title: 'Things have changed',
      text: 'Somebody may have taken this step just now. Go back and see.',
    },
    other: { title: 'That did not work', text: 'Please go back and try once more.' },
  },
  waitFor: (seconds: number) => `In ${seconds} s it goes on.`,
  keptBehind: 'What you wrote is still there when you go back.',
  reference: (id) => `If you ask for help, quote ${id}`,
  goHome: 'Home',
  goSearch: 'Search messages',
  goMine: 'My messages',
  goDesk: 'Back to the desk',
};
