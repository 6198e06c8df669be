import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { readWords } from '../../store/people.ts';
import { draftOf, type ReplyRow } from '../../store/replies.ts';
import type { Tx } from '../../store/tx.ts';
import { readerOf } from '../intake/review.ts';
import { type Effects, type Taken, takeLocked, whoWasFirst } from '../take.ts';

/** Approves and publishes a drafted reply (签发); an interim one tells progress, a final one answers. */
export async function approveReply(code: string, replyId: number, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'answer', actor);
    const reply = await openDraft(tx, locked, { replyId, actor });
    refuseDrafter(reply, actor);
    const words = await readWords(readerOf(actor), [locked.matter.id], ['reply']);
    const text = words.find((w) => w.ref === replyId)?.content['text'] ?? '';
    const step = reply.type === 'final' ? 'answer' : 'publish-interim';
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      effects: (l) => publication(l, reply, { text, actor, now }),
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
      step: 'send-back-reply',
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

async function openDraft(tx: Tx, locked: Locked, of: { replyId: number; actor: Actor }): Promise<ReplyRow> {
  const reply = await draftOf(tx, locked.matter.id, of.replyId);
  if (!reply) throw new Refusal('not-found');
  if (reply.state !== 'draft') throw await whoWasFirst(tx, locked.matter.id, of.actor);
  return reply;
}

function refuseDrafter(reply: ReplyRow, actor: Actor): void {
  if (actor.kind === 'staff' && actor.staffId === reply.draftedBy) throw new Refusal('drafter-approves');
}

function publication(
  { matter, row }: Locked,
  reply: ReplyRow,
  g: { text: string; actor: Actor; now: Date },
): Effects {
  const open = matter.publication === 'public' ? g.text : null;
  const final = reply.type === 'final';
  return {
    set: {
      contacted_at: row.contacted_at ?? g.now,
      ...(final && { answered_at: g.now, answer_unit: reply.unitName, visited: false, visit_tries: 0 }),
    },
    rows: [
      (bind) =>
        `update replies set state = 'published', text = ${bind(open)}, decided_by = ${bind(staffOf(g.actor))}, published_at = ${bind(g.now)} where id = ${bind(reply.id)}`,
    ],
    jobs: [
      {
        task: 'notify',
        payload: {
          message: matter.id,
          what: final ? 'answered' : 'progress',
          cause: `${matter.id}:${row.history_seq + 1}`,
        },
        runAt: g.now,
      },
    ],
    facts: { reply: reply.id, draftedBy: reply.draftedBy },
  };
}

function staffOf(actor: Actor): number | null {
  return actor.kind === 'staff' ? actor.staffId : null;
}
