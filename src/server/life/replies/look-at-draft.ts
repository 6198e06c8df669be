import type { Actor } from '../../../domain/actor.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { checkReply } from '../../../domain/reply-checks/check-reply.ts';
import type { CheckedDraft, ReplyFinding } from '../../../domain/reply-checks/finding.ts';
import { isPublic } from '../../../domain/visibility.ts';
import type { Locked } from '../../store/lock-message.ts';
import { readWords } from '../../store/people.ts';
import { readerOf } from '../intake/review.ts';

/** How a door takes what was found: a form asks for a reason before it sends what is doubted. */
export interface Heeding {
  heed?: boolean;
  /** Why it is sent all the same. */
  despite?: string;
}

/** Looks at a draft beside the words as the citizen wrote them. What stops is refused at every door; what is doubted, where the door asks for a reason and none is given. */
export async function lookAtDraft(
  locked: Locked,
  draft: CheckedDraft & Heeding,
  actor: Actor,
): Promise<ReplyFinding[]> {
  const said = await asWritten(locked, actor);
  const findings = checkReply(draft, { ...said, isPublic: isPublic(locked.matter.publication) });
  const faults = findings.map(faultOf);
  if (findings.some(({ severity }) => severity === 'stops')) throw new Refusal('reply-stopped', { faults });
  if (draft.heed && faults.length > 0 && !draft.despite) throw new Refusal('reply-doubted', { faults });
  return findings;
}

async function asWritten({ matter, row }: Locked, actor: Actor): Promise<{ title: string; body: string }> {
  const words = await readWords(readerOf(actor), [matter.id], ['original', 'published']);
  const kept = (words.findLast((w) => w.what === 'original') ?? words.at(-1))?.content;
  return { title: kept?.['title'] ?? row.title ?? '', body: kept?.['body'] ?? row.body ?? '' };
}

function faultOf({ check, evidence }: ReplyFinding): FieldFault {
  return { field: 'text', code: `reply-${check}`, with: { evidence } };
}
