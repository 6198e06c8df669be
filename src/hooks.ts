import type { Transport } from '@sveltejs/kit/hooks';
import { isUnsent } from '#ui/unsent.ts';

// The framework writes the data of every page out for the browser, also where it then sends none of it: a sixth of
// what a list cost. What is marked is written as a word.
export const transport: Transport = {
  unsent: { encode: (value) => isUnsent(value) && 'unsent', decode: () => undefined },
};
