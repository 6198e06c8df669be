import { countGraphemes, tidy } from '../../domain/text.ts';
import { countText } from '../numbers.ts';
import type { Words } from '../words/words.ts';

/** The line below a field: how much is used of what it takes; how much it takes where nothing stands yet. */
export function counted(text: string, most: number, w: Words): { text: string; over: boolean } {
  const have = countGraphemes(tidy(text));
  const said = have === 0 ? w.write.atMost(countText(most)) : w.write.count(countText(have), countText(most));
  return { text: said, over: have > most };
}
