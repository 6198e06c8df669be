import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger, stands } from '../../../domain/decide.ts';
import { limits } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { steps } from '../../../domain/steps/table.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import type { Bind } from '../../store/compose.ts';
import { withMessage } from '../../store/lock-message.ts';
import type { ReplyFinding } from '../../../domain/reply-checks/finding.ts';
import { signaturesNeeded } from '../../store/signature-rules.ts';
import { type Heeding, lookAtDraft } from '../replies/look-at-draft.ts';
import { type Taken, takeLocked } from '../take.ts';
import { signingOffice, tellOffice } from '../tell-office.ts';

/** A reply as an officer writes it: progress or the final answer, and the unit that it names. */
export interface ReplyDraft extends Heeding {
  type: 'interim' | 'final';
  text: string;
  unit: string;
  /** The template that it was written from, for the count of its uses. */
  templateId?: number;
}

/** Drafts a reply; a second person approves it before anybody outside sees it. */
export async function draftReply(
  code: string,
  draft: ReplyDraft,
  actor: Actor,
  now: Date,
): Promise<Taken & { replyId: number; findings: ReplyFinding[] }> {
  const { text, unit, despite } = checkDraft(draft);
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'draft-reply', actor);
    // Where the moment has gone by, that is what is said, not what could be mended.
    const inTime = stands(locked.matter, steps['draft-reply']);
    const findings = inTime ? await lookAtDraft(locked, { ...draft, text, unit, despite }, actor) : [];
    const id = locked.spareId;
    const taken = await takeLocked(tx, locked, {
      step: 'draft-reply',
      actor,
      now,
      effects: (l) => ({
        rows: [
          // One draft of a type at a time: the newest is what the approver sees.
          (bind) =>
            `update replies set state = 'superseded' where message_id = ${bind(l.matter.id)} and type = ${bind(draft.type)} and corrects_id is null and state in ('draft', 'sent-back')`,
          (
            bind,
          ) => `insert into replies (id, message_id, type, state, office_id, unit_name, drafted_by, drafted_at, template_id, needed) values
            (${[id, l.matter.id, draft.type, 'draft', l.matter.answerableId, unit, actor.kind === 'staff' ? actor.staffId : null, now].map(bind).join(', ')}, ${ownTemplate(bind, draft, actor)}, ${signaturesNeeded(bind, l.matter.id, l.matter.answerableId)})`,
        ],
        words: [
          { what: 'reply', ref: id, content: { text } },
          ...(despite && findings.length > 0
            ? [{ what: 'despite' as const, ref: id, content: { words: despite } }]
            : []),
        ],
        jobs: [tellOffice(l, signingOffice(l.matter), 'draft-to-approve', now)],
        facts: { reply: id, type: draft.type },
      }),
    });
    return { ...taken, replyId: id, findings };
  });
}

// A template of another's office counts for nothing.
function ownTemplate(bind: Bind, { templateId }: ReplyDraft, actor: Actor): string {
  const offices =
    actor.kind === 'staff' ? actor.duties.flatMap((d) => (d.officeId === null ? [] : [d.officeId])) : [];
  return `(select t.id from reply_templates t where t.id = ${bind(templateId ?? null)} and t.office_id = any (${bind(offices)}::bigint[]))`;
}

function checkDraft(draft: ReplyDraft): { text: string; unit: string; despite: string } {
  const [text, unit, despite] = [tidy(draft.text), tidy(draft.unit), tidy(draft.despite ?? '')];
  const faults = [
    ...(draft.type === 'interim' || draft.type === 'final'
      ? []
      : [{ field: 'type', code: 'wrong-choice' as const }]),
    faultOf('text', text, limits.reply, { required: true, lines: true }),
    faultOf('unit', unit, 60, { required: true }),
    faultOf('despite', despite, limits.words, { lines: true }),
  ].filter((f) => f !== undefined);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { text, unit, despite };
}
