import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { isOpen } from '../../../domain/hand-down/order.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isLastSignature } from '../../../domain/signatures.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { mergedInto, waivedUnits } from '../../store/hand-down/merged-into.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { readWords } from '../../store/people.ts';
import type { Tx } from '../../store/tx.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { answerDays } from '../../store/measured.ts';
import type { ReplyRow } from '../../store/replies.ts';
import { readerOf } from '../intake/review.ts';
import { signCorrection } from '../replies/sign-correction.ts';
import { openDraft, signature, signingBy, staffOf } from '../replies/open-draft.ts';
import { visitPlan } from '../supervision/visit-plan.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { signingOffice, tellOffice } from '../tell-office.ts';
import { tellAuthor } from '../tell-author.ts';

/** Signs a drafted reply or correction (签发). The last of its signatures publishes it: an interim one tells progress, a final one answers. */
export async function approveReply(code: string, replyId: number, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'answer', actor);
    const reply = await openDraft(tx, locked, { replyId, actor });
    if (reply.correctsId !== null) return signCorrection(tx, locked, reply, { actor, now });
    const signing = signingBy(actor, reply, locked);
    if (!isLastSignature(signing, signing.me))
      return takeLocked(tx, locked, {
        step: 'sign-reply',
        actor,
        now,
        effects: (l) => oneOfSeveral(l, reply, signing.me, now),
      });
    const words = await readWords(readerOf(actor), [locked.matter.id], ['reply']);
    const text = words.find((w) => w.ref === replyId)?.content['text'] ?? '';
    const joint = reply.type === 'final' ? await jointWork(tx, locked) : noJointWork;
    const days = answerDays(locked, now, await knownCalendar(now));
    return takeLocked(tx, locked, {
      step: reply.type === 'final' ? 'answer' : 'publish-interim',
      actor,
      now,
      effects: (l) => publication(l, reply, { text, me: signing.me, now, days, ...joint }),
    });
  });
}

/** Sends a draft back with words. */
export async function sendBackReply(
  code: string,
  replyId: number,
  back: { words: string; actor: Actor },
  now: Date,
): Promise<Taken> {
  const words = tidy(back.words);
  const fault = faultOf('words', words, 500, { required: true, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'send-back-reply', back.actor);
    const reply = await openDraft(tx, locked, { replyId, actor: back.actor });
    return takeLocked(tx, locked, {
      step: reply.correctsId === null ? 'send-back-reply' : 'send-back-correction',
      actor: back.actor,
      now,
      effects: () => ({
        rows: [
          (bind) =>
            `update replies set state = 'sent-back', decided_by = ${bind(staffOf(back.actor))} where id = ${bind(reply.id)}`,
        ],
        words: [{ what: 'reason', ref: reply.id, content: { words } }],
        facts: { reply: reply.id },
      }),
    });
  });
}

function oneOfSeveral(l: Locked, reply: ReplyRow, me: number, now: Date): Effects {
  return {
    rows: [(bind) => signature(bind, reply.id, me, now)],
    jobs: [tellOffice(l, signingOffice(l.matter), 'draft-to-approve', now)],
    facts: { reply: reply.id, signature: reply.signedBy.length + 1, of: reply.needed },
  };
}

interface JointWork {
  /** Joint units that the answer does not wait for. */
  waived: readonly string[];
  /** Messages merged into this one. */
  merged: readonly number[];
}
const noJointWork: JointWork = { waived: [], merged: [] };

// The final answer needs every joint part done, or the superior's leave to do without.
async function jointWork(tx: Tx, { matter }: Locked): Promise<JointWork> {
  if (matter.orders.some((o) => o.role === 'joint' && isOpen(o))) throw new Refusal('parts-open');
  const waived = matter.orders.some((o) => o.state === 'waived') ? await waivedUnits(tx, matter.id) : [];
  return { waived, merged: await mergedInto(tx, matter.id) };
}

function publication(
  locked: Locked,
  reply: ReplyRow,
  g: { text: string; me: number; now: Date; days: number | undefined } & JointWork,
): Effects {
  const { matter, row } = locked;
  const open = matter.publication === 'public' ? g.text : null;
  const final = reply.type === 'final';
  const plan = final ? visitPlan(locked, g.now) : undefined;
  return {
    set: {
      contacted_at: row.contacted_at ?? g.now,
      ...(final && g.days !== undefined && { answer_days: g.days }),
      ...(final && { answered_at: g.now, answer_unit: reply.unitName, visited: false, visit_tries: 0 }),
    },
    rows: [
      (bind) =>
        `update replies set state = 'published', text = ${bind(open)}, decided_by = ${bind(g.me)}, published_at = ${bind(g.now)}, waived_units = ${bind(g.waived)}::text[] where id = ${bind(reply.id)}`,
      (bind) => signature(bind, reply.id, g.me, g.now),
      ...(plan ? [plan.row] : []),
    ],
    jobs: [
      tellAuthor(locked, final ? 'answered' : 'progress', g.now),
      ...(plan ? [plan.job] : []),
      // Who was merged into this message is answered by it.
      ...g.merged.map((id) => ({
        task: 'notify' as const,
        payload: {
          ...{ message: id, what: 'answered', news: 'news-answered' },
          cause: `${matter.id}:${row.history_seq + 1}:${id}`,
        },
        runAt: g.now,
      })),
    ],
    facts: {
      ...{ reply: reply.id, draftedBy: reply.draftedBy },
      ...(reply.needed > 1 && { signature: reply.signedBy.length + 1, of: reply.needed }),
    },
  };
}
