import type { proof as zh } from '../zh/proof.ts';

/** A proof that somebody is a person, in English. */
export const proof: typeof zh = {
  title: 'First, are you a person?',
  why: 'There are very many requests just now. One small question, answered in words; take your time, it is good for 20 minutes.',
  hint: 'In words or in figures.',
  working: 'Being confirmed in the background; you need do nothing…',
  done: 'Confirmed.',
};
