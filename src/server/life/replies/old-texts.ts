import type { Corrected } from '../../store/corrections.ts';
import type { OpenWords } from '../../store/people.ts';

/** The texts of a published reply: the one that stands, and those that stood before, each under its correction. */
export interface OldTexts {
  current: string;
  earlier: { id: number; text: string }[];
}

/** Reads them from the board, or from the private words where they are not in the open. */
export function oldTexts(reply: Corrected, words: readonly OpenWords[]): OldTexts {
  const said = (what: string, ref: number) =>
    words.findLast((w) => w.what === what && w.ref === ref)?.content['text'] ?? '';
  return {
    current: reply.text ?? said('reply', reply.id),
    earlier: reply.earlier.map(({ id, oldText }) => ({ id, text: oldText ?? said('old-reply', id) })),
  };
}
