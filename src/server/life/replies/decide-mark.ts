import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StepName } from '../../../domain/steps/table.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { latestAnswer, type MarkRow, openMarks } from '../../store/marks.ts';
import { segment } from '../../store/segment.ts';
import type { Tx } from '../../store/tx.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { staffOf } from './open-draft.ts';
import { tellAuthor } from '../tell-author.ts';

/** Confirms a proposed mark: guidance is offered from now on, an adopted suggestion stands in the public list. */
export async function confirmMark(code: string, markId: number, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'confirm-guidance', actor);
    const mark = await markOf(tx, locked, { markId, state: 'proposed' });
    const me = staffOf(actor);
    if (me === mark.proposedBy) throw new Refusal('proposer-confirms');
    const answer = await latestAnswer(tx, locked.matter.id);
    // Answered anew since it was proposed: what was proposed is not what would be shown.
    if (!answer || (mark.replyId !== null && mark.replyId !== answer.id)) throw new Refusal('wrong-state');
    const words = mark.what === 'guidance' ? wordsOf(locked, answer.text) : null;
    const step = `confirm-${mark.what}` as const;
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      effects: (l) => confirmed(l, mark, { words, me, now }),
    });
  });
}

/** Declines a proposed mark. */
export function declineMark(code: string, markId: number, actor: Actor, now: Date): Promise<Taken> {
  const of = { step: 'decline-mark', markId, state: 'proposed' } as const;
  return settled(code, of, { actor, now }, (me) => [
    (bind) =>
      `update marks set state = 'declined', decided_by = nullif(${bind(me)}::bigint, proposed_by), decided_at = ${bind(now)} where id = ${bind(markId)}`,
  ]);
}

/** Takes a mark away: it is shown and offered no more. */
export function endMark(code: string, markId: number, actor: Actor, now: Date): Promise<Taken> {
  const of = { step: 'end-mark', markId, state: 'in-force' } as const;
  return settled(code, of, { actor, now }, (me) => [
    (bind) =>
      `update marks set state = 'ended', search = null, ended_by = ${bind(me)}, ended_at = ${bind(now)} where id = ${bind(markId)}`,
  ]);
}

/** The words by which guidance is found: title, text and answer as everybody reads them. */
export function wordsOf({ row }: Pick<Locked, 'row'>, answer: string | null): string {
  return segment([row.title, row.body, answer].filter(Boolean).join('\n'));
}

async function settled(
  code: string,
  of: { step: StepName; markId: number; state: MarkRow['state'] },
  by: { actor: Actor; now: Date },
  rows: (me: number | null) => NonNullable<Effects['rows']>,
): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, of.step, by.actor);
    const mark = await markOf(tx, locked, of);
    const facts = { mark: mark.id, what: mark.what };
    const ends = mark.what === 'adopted' && mark.state === 'in-force';
    const effects = (): Effects => ({
      ...(ends && { set: { adopted: false } }),
      rows: rows(staffOf(by.actor)),
      facts,
    });
    return takeLocked(tx, locked, { step: of.step, ...by, effects });
  });
}

async function markOf(
  tx: Tx,
  { matter }: Locked,
  of: { markId: number; state: MarkRow['state'] },
): Promise<MarkRow> {
  const mark = (await openMarks(tx, matter.id)).find(({ id }) => id === of.markId);
  if (!mark) throw new Refusal('not-found');
  if (mark.state !== of.state) throw new Refusal('wrong-state');
  return mark;
}

function confirmed(
  locked: Locked,
  mark: MarkRow,
  { words, me, now }: { words: string | null; me: number | null; now: Date },
): Effects {
  return {
    ...(mark.what === 'adopted' && { set: { adopted: true } }),
    rows: [
      (bind) =>
        `update marks set state = 'in-force', decided_by = ${bind(me)}, decided_at = ${bind(now)}, search = to_tsvector('simple', ${bind(words)}::text) where id = ${bind(mark.id)}`,
    ],
    jobs: mark.what === 'adopted' ? [tellAuthor(locked, 'adopted', now)] : [],
    facts: { mark: mark.id, what: mark.what, proposedBy: mark.proposedBy },
  };
}
