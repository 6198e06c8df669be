import { board } from '#server/views/board.ts';
import { findLeaders } from '#server/views/find-leaders.ts';
import { leaderByName } from '#server/views/leader-by-name.ts';
import { leader } from '#server/views/leaders.ts';

/** A leader whose messages a list shows. */
export interface ChosenLeader {
  id: number;
  name: string;
}

/** A leader asked for by words that fit several, or none. */
export interface AskedLeader {
  words: string;
  may: readonly (ChosenLeader & { holder: string | null })[];
}

const [longest, most] = [40, 6];

/** Reads the leader asked for, by number or by the words typed; words go before the number that came with them. Without either nothing is read. */
export async function readLeader(
  asked: URLSearchParams,
): Promise<{ leader: ChosenLeader | null; who: AskedLeader | null }> {
  const words = asked.get('who');
  const named = words === '' ? null : await byNumber(asked.get('leader'));
  const typed = [...(words ?? '').trim()].slice(0, longest).join('');
  if (typed === '' || named?.name === typed) return { leader: named, who: null };
  const exact = await leaderByName(board(), typed);
  if (exact) return { leader: { id: exact.id, name: typed }, who: null };
  const found = await findLeaders(board(), typed, most);
  const may = found.map(({ id, name, holder }) => ({ id, name, holder }));
  const [only] = may;
  if (may.length === 1 && only) return { leader: { id: only.id, name: only.name }, who: null };
  return { leader: null, who: { words: typed, may } };
}

async function byNumber(text: string | null): Promise<ChosenLeader | null> {
  if (text === null || !/^[1-9]\d{0,8}$/.test(text)) return null;
  const found = await leader(board(), Number(text));
  return found ? { id: found.id, name: found.name } : null;
}
