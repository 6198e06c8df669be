import { findContact } from './find-contact.ts';
import { findFormula } from './find-formula.ts';
import { findPersonal } from './find-personal.ts';
import { findUnanswered } from './find-unanswered.ts';
import { findUndated } from './find-undated.ts';
import type { CheckedDraft, CheckedMessage, ReplyFinding } from './finding.ts';

/** Looks at a drafted reply beside the message that it answers; what stops comes first. A person judges each finding. */
export function checkReply(draft: CheckedDraft, message: CheckedMessage): ReplyFinding[] {
  const formula = findFormula(draft);
  const personal = findPersonal(draft, message);
  // An empty formula leaves everything out: to say so once is enough.
  const rest =
    formula.length > 0
      ? []
      : [...findUnanswered(draft, message), ...findContact(draft), ...findUndated(draft)];
  const all = [...formula, ...personal, ...rest];
  return all.toSorted((a, b) => Number(b.severity === 'stops') - Number(a.severity === 'stops'));
}
