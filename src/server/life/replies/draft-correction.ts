import type { Actor } from '../../../domain/actor.ts';
import { piecesOf } from '../../../domain/black-out.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { limits } from '../../../domain/message.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { type Corrected, publishedReply } from '../../store/corrections.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { readWords } from '../../store/people.ts';
import { signaturesNeeded } from '../../store/signature-rules.ts';
import { readerOf } from '../intake/review.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { signingOffice, tellOffice } from '../tell-office.ts';
import { lookAtDraft } from './look-at-draft.ts';
import { oldTexts } from './old-texts.ts';
import { staffOf } from './open-draft.ts';

/** How a published reply is corrected: its new text, what is covered in the old ones, and why. */
export interface Correction {
  text: string;
  /** Words to be covered, one a line. */
  blackOut?: string;
  why: string;
}

/** Drafts a correction of a published reply; signed by others like a reply, it takes the reply's place and the old text stays readable. */
export async function draftCorrection(
  code: string,
  of: { replyId: number; correction: Correction },
  actor: Actor,
  now: Date,
): Promise<Taken & { correctionId: number }> {
  const correction = checkWords(of.correction);
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'draft-correction', actor);
    const reply = await publishedReply(tx, locked.matter.id, of.replyId);
    if (!reply) throw new Refusal('not-found');
    const words = await readWords(readerOf(actor), [locked.matter.id], ['reply', 'old-reply']);
    checkAgainst(oldTexts(reply, words), correction);
    await lookAtDraft(locked, { type: reply.type, text: correction.text, unit: reply.unitName }, actor);
    const id = locked.spareId;
    const effects = (l: Locked) => drafted(l, reply, { id, correction, by: staffOf(actor), now });
    const taken = await takeLocked(tx, locked, { step: 'draft-correction', actor, now, effects });
    return { ...taken, correctionId: id };
  });
}

type Checked = Required<Correction>;

function checkWords(given: Correction): Checked {
  const [text, blackOut, why] = [tidy(given.text), tidy(given.blackOut ?? ''), tidy(given.why)];
  const faults = [
    faultOf('text', text, limits.reply, { required: true, lines: true }),
    faultOf('blackOut', blackOut, limits.words, { lines: true }),
    faultOf('why', why, limits.words, { required: true, lines: true }),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { text, blackOut, why };
}

function checkAgainst(old: ReturnType<typeof oldTexts>, { text, blackOut }: Checked): void {
  const pieces = piecesOf(blackOut);
  const all = [old.current, ...old.earlier.map((each) => each.text)];
  const faults: FieldFault[] = [];
  for (const piece of pieces) {
    if (!all.some((each) => each.includes(piece)))
      faults.push({ field: 'blackOut', code: 'not-in-text', with: { piece } });
    if (text.includes(piece)) faults.push({ field: 'text', code: 'still-in-text', with: { piece } });
  }
  if (text === old.current && pieces.length === 0) faults.push({ field: 'text', code: 'nothing-corrected' });
  if (faults.length > 0) throw new Refusal('invalid', { faults });
}

function drafted(
  l: Locked,
  reply: Corrected,
  d: { id: number; correction: Checked; by: number | null; now: Date },
): Effects {
  const { matter } = l;
  return {
    rows: [
      (bind) =>
        `update replies set state = 'superseded' where corrects_id = ${bind(reply.id)} and state in ('draft', 'sent-back')`,
      (bind) =>
        `insert into replies (id, message_id, type, state, office_id, unit_name, drafted_by, drafted_at, corrects_id, needed) values
        (${[d.id, matter.id, reply.type, 'draft', matter.answerableId, reply.unitName, d.by, d.now, reply.id].map(bind).join(', ')}, ${signaturesNeeded(bind, matter.id, matter.answerableId)})`,
    ],
    words: [{ what: 'correction', ref: d.id, content: { ...d.correction } }],
    jobs: [tellOffice(l, signingOffice(matter), 'draft-to-approve', d.now)],
    facts: { reply: reply.id, correction: d.id },
  };
}
