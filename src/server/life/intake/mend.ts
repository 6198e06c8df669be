import type { Actor } from '../../../domain/actor.ts';
import { checkSubmission } from '../../../domain/check-submission.ts';
import { dueAfter } from '../../../domain/clocks.ts';
import type { Submission } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isDangerToLife } from '../../../domain/screening/danger.ts';
import { insertClock } from '../../store/step-parts.ts';
import { withMessage } from '../../store/lock-message.ts';
import { rulesFor } from '../clocks/ruled.ts';
import { type Taken, takeLocked } from '../take.ts';

/** What an author may change in a rejected message: its words; leader, kind and pictures stay (for those a new message is written). */
export type Mended = Pick<Submission, 'title' | 'body' | 'place' | 'remark' | 'name'>;

/** Sends a rejected message again, mended, within its 30 days. */
export async function mend(code: string, mended: Mended, actor: Actor, now: Date): Promise<Taken> {
  const checked = checkSubmission({
    ...mended,
    kind: 'suggestion',
    leader: 1,
    topic: 1,
    visibility: 'public',
    pictures: [],
  });
  const danger = isDangerToLife(`${checked.title}\n${checked.body}`);
  return withMessage(code, async (tx, locked) => {
    const urgency = danger ? 'emergency' : locked.matter.urgency;
    // The clocks are counted from the urgency that the message has from now on.
    const mending = { ...locked, matter: { ...locked.matter, urgency } };
    const { calendar, length } = await rulesFor(mending, now);
    const reviewDue = dueAfter(now, length('review'), calendar).at;
    return takeLocked(tx, mending, {
      step: 'mend',
      actor,
      now,
      effects: ({ matter, row }) => {
        if (matter.dueAt !== null && matter.dueAt <= now) throw new Refusal('too-late');
        const clock = {
          what: 'review' as const,
          startsAt: now,
          dueAt: reviewDue,
          ownerId: row.desk_id,
          promise: false,
        };
        return {
          set: { urgency },
          words: [
            { what: 'original', content: { title: checked.title, body: checked.body, place: checked.place } },
            { what: 'sender', content: { name: checked.name, remark: checked.remark } },
          ],
          rows: [
            (bind) => insertClock(bind, matter.id, clock),
            (bind) =>
              `insert into flood_queue (message_id) values (${bind(matter.id)}) on conflict do nothing`,
          ],
          facts: { mended: true },
        };
      },
    });
  });
}
