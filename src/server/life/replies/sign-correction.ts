import type { Actor } from '../../../domain/actor.ts';
import { blackMark, blackOut, piecesOf } from '../../../domain/black-out.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isLastSignature } from '../../../domain/signatures.ts';
import type { Part } from '../../store/compose.ts';
import { type Corrected, publishedReply } from '../../store/corrections.ts';
import type { Locked } from '../../store/lock-message.ts';
import { readWords } from '../../store/people.ts';
import type { ReplyRow } from '../../store/replies.ts';
import type { Tx } from '../../store/tx.ts';
import { readerOf } from '../intake/review.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { signingOffice, tellOffice } from '../tell-office.ts';
import { wordsOf } from './decide-mark.ts';
import { type OldTexts, oldTexts } from './old-texts.ts';
import { signature, signingBy } from './open-draft.ts';
import { tellAuthor } from '../tell-author.ts';

/** Signs a drafted correction. With the last signature the reply says the new text; its date stays, and what it said before stays readable. */
export async function signCorrection(
  tx: Tx,
  locked: Locked,
  draft: ReplyRow,
  by: { actor: Actor; now: Date },
): Promise<Taken> {
  const { me, ...signing } = signingBy(by.actor, draft, locked);
  if (!isLastSignature(signing, me))
    return takeLocked(tx, locked, {
      step: 'sign-correction',
      ...by,
      effects: (l) => ({
        rows: [(bind) => signature(bind, draft.id, me, by.now)],
        jobs: [tellOffice(l, signingOffice(l.matter), 'draft-to-approve', by.now)],
        facts: { correction: draft.id, signature: draft.signedBy.length + 1, of: draft.needed },
      }),
    });
  const reply = await publishedReply(tx, locked.matter.id, draft.correctsId ?? 0);
  if (!reply) throw new Refusal('not-found');
  const kinds = ['reply', 'old-reply', 'correction'] as const;
  const words = await readWords(readerOf(by.actor), [locked.matter.id], kinds);
  const content = words.findLast((w) => w.what === 'correction' && w.ref === draft.id)?.content ?? {};
  const made: Made = {
    draft,
    reply,
    text: content['text'] ?? '',
    pieces: piecesOf(content['blackOut'] ?? ''),
    old: oldTexts(reply, words),
    me,
    now: by.now,
  };
  return takeLocked(tx, locked, { step: 'correct-reply', ...by, effects: (l) => corrected(l, made) });
}

interface Made {
  draft: ReplyRow;
  reply: Corrected;
  text: string;
  pieces: string[];
  old: OldTexts;
  me: number;
  now: Date;
}

function corrected(locked: Locked, made: Made): Effects {
  const { row } = locked;
  const { draft, reply, text, pieces, old, me, now } = made;
  const before = blackOut(old.current, pieces);
  const covered = before.split(blackMark).length - old.current.split(blackMark).length;
  return {
    rows: [
      ...inTheOpen(made, before, covered),
      (bind) => signature(bind, draft.id, me, now),
      // Guidance is found by the words that stand now.
      (bind) =>
        `update marks set search = to_tsvector('simple', ${bind(wordsOf({ row }, text))}::text) where reply_id = ${bind(reply.id)} and search is not null`,
    ],
    words: [
      { what: 'reply', ref: reply.id, content: { text } },
      { what: 'old-reply', ref: draft.id, content: { text: before } },
      ...(pieces.length === 0 ? [] : old.earlier).map(({ id, text: earlier }) => ({
        what: 'old-reply' as const,
        ref: id,
        content: { text: blackOut(earlier, pieces) },
      })),
    ],
    jobs: [tellAuthor(locked, 'corrected', now)],
    facts: { reply: reply.id, correction: draft.id, draftedBy: draft.draftedBy, blackedOut: covered },
  };
}

// Only where everybody reads the reply do its words stand in plain columns.
function inTheOpen(
  { draft, reply, text, pieces, old, me, now }: Made,
  before: string,
  covered: number,
): Part[] {
  const open = reply.text !== null;
  const applied: Part = (bind) =>
    `update replies set state = 'applied', decided_by = ${bind(me)}, published_at = ${bind(now)}, old_text = ${bind(open ? before : null)}, blacked_out = ${bind(covered)} where id = ${bind(draft.id)}`;
  if (!open) return [applied];
  const renewed: Part = (bind) => `update replies set text = ${bind(text)} where id = ${bind(reply.id)}`;
  const earlier = (pieces.length === 0 ? [] : old.earlier).map(
    (each): Part =>
      (bind) =>
        `update replies set old_text = ${bind(blackOut(each.text, pieces))} where id = ${bind(each.id)} and old_text is not null`,
  );
  return [applied, renewed, ...earlier];
}
