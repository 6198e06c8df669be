import { type ClueKey, currentClueKey } from '../store/clues/clue-keys.ts';

/** The key for which clues are sealed now; undefined while no examiner has made one, and then nobody can write. */
export function clueKeyInUse(): Promise<ClueKey | undefined> {
  return currentClueKey();
}
