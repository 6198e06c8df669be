import { Refusal } from '../../../domain/refusal.ts';
import { checkReply } from '../../../domain/reply-checks/check-reply.ts';
import type { CheckedDraft, ReplyFinding } from '../../../domain/reply-checks/finding.ts';
import { isPublic } from '../../../domain/visibility.ts';
import type { DeskMessage } from './desk-message.ts';

/** What a look at a reply finds beside its message, for whoever reads the original. */
export function replyFindings({ original, state }: DeskMessage, draft: CheckedDraft): ReplyFinding[] {
  if (!original) throw new Refusal('not-allowed');
  return checkReply(draft, { ...original, isPublic: isPublic(state.publication) });
}
