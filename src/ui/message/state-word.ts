import type { IconName } from '../shell/icon.svelte';
import type { Words } from '../words/words.ts';

/** The word of a state by its shape; empty where it has none of its own. */
export function stateWord(state: IconName, { message }: Words): string {
  if (state === 'overdue' || state === 'risk' || state === 'paused') return message[state];
  const { state: handling, publication }: Record<'state' | 'publication', Record<string, string>> = message;
  return handling[state] ?? publication[state] ?? '';
}
