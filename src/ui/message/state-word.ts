import type { Words } from '../words/words.ts';

/** The word of a state, of handling, publication or a clock; empty where it has none of its own. */
export function stateWord(state: string, { message }: Words): string {
  const known: Record<string, string>[] = [message.state, message.publication];
  if (state === 'overdue' || state === 'risk' || state === 'paused') return message[state];
  return known.find((words) => state in words)?.[state] ?? '';
}
