import type { CheckedDraft, ReplyFinding } from './finding.ts';
import { substanceOf } from './substance.ts';

/** “已修好” is an answer; a shorter rest is a scrap of a formula. */
const fewestCharacters = 3;
const evidenceLength = 60;

/** Is the reply an empty formula: received, handed on, thank you, and nothing of the matter itself? */
export function findFormula({ type, text }: CheckedDraft): ReplyFinding[] {
  const said = substanceOf(text).reduce((n, { text: sentence }) => n + lettersIn(sentence), 0);
  if (said >= fewestCharacters) return [];
  const end = Math.min(text.length, evidenceLength);
  return [
    {
      check: 'formula-only',
      // Progress may be no more than "it was handed to whom"; an answer may not.
      severity: type === 'final' ? 'stops' : 'warns',
      evidence: text.slice(0, end),
      at: { start: 0, end: text.length },
    },
  ];
}

function lettersIn(text: string): number {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
}
