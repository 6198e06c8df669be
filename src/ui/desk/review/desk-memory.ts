import type { Drafted } from './redaction.ts';

// In the browser only: what one reviewer changed in cases they left for another. A reload forgets it.
const memory = new Map<string, Drafted>();

/** What this browser remembers of a case; undefined on the server, where nobody's words may meet. */
export function recall(key: string): Drafted | undefined {
  return typeof document === 'undefined' ? undefined : memory.get(key);
}

/** Remembers the public text of a case as it stands. */
export function remember(key: string, drafted: Drafted): void {
  if (typeof document !== 'undefined') memory.set(key, drafted);
}
