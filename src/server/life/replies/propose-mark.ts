import type { Actor } from '../../../domain/actor.ts';
import { dayOf } from '../../../domain/calendar.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { checkMeasure, type Measure, type MarkKind } from '../../../domain/marks.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { latestAnswer, openMarks } from '../../store/marks.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { signingOffice, tellOffice } from '../tell-office.ts';
import { staffOf } from './open-draft.ts';

/** As what an answered message is marked: guidance for the next who asks, or a suggestion that became a measure. */
export type Proposal = { what: 'guidance' } | ({ what: 'adopted' } & Measure);

/** Proposes a mark; an approver who did not propose it confirms. Guidance is of the latest answer. */
export async function proposeMark(
  code: string,
  proposal: Proposal,
  actor: Actor,
  now: Date,
): Promise<Taken & { markId: number }> {
  const measure = proposal.what === 'adopted' ? checkMeasure(proposal, dayOf(now)) : null;
  const step = `propose-${proposal.what}` as const;
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, step, actor);
    const [answer, marks] = [await latestAnswer(tx, locked.matter.id), await openMarks(tx, locked.matter.id)];
    if (!answer) throw new Refusal('wrong-state', { detail: 'no answer to mark' });
    const same = marks.filter((mark) => mark.what === proposal.what);
    if (same.some((mark) => mark.holds)) throw new Refusal('marked-already');
    const id = locked.spareId;
    const row: NewMark = {
      id,
      what: proposal.what,
      replyId: proposal.what === 'guidance' ? answer.id : null,
      measure,
      by: staffOf(actor),
      now,
    };
    const taken = await takeLocked(tx, locked, { step, actor, now, effects: (l) => proposed(l, row) });
    return { ...taken, markId: id };
  });
}

interface NewMark {
  id: number;
  what: MarkKind;
  replyId: number | null;
  measure: Measure | null;
  by: number | null;
  now: Date;
}

// A proposal that nobody confirmed, and guidance of an earlier answer, make room.
function proposed(l: Locked, { id, what, replyId, measure, by, now }: NewMark): Effects {
  const { matter } = l;
  return {
    rows: [
      (bind) =>
        `update marks set state = 'ended', search = null, ended_by = ${bind(by)}, ended_at = ${bind(now)} where message_id = ${bind(matter.id)} and what = ${bind(what)} and state in ('proposed', 'in-force') returning id`,
      (bind) => {
        const given = [id, matter.id, what, replyId].map(bind);
        const [name, on, link] = [measure?.measure ?? null, measure?.on ?? null, measure?.link || null];
        return `insert into marks (id, message_id, what, state, reply_id, measure, measure_on, link, proposed_by, proposed_at)
          select ${given[0]}::bigint, ${given[1]}::bigint, ${given[2]}::text, 'proposed', ${given[3]}::bigint, ${bind(name)}::text, ${bind(on)}::date, ${bind(link)}::text, ${bind(by)}::bigint, ${bind(now)}::timestamptz
          from (select count(*) from row0) as after`;
      },
    ],
    jobs: [tellOffice(l, signingOffice(matter), 'draft-to-approve', now)],
    facts: { mark: id, what },
  };
}
