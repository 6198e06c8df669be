import type { Actor } from '../../../domain/actor.ts';
import { reportBy } from '../../../domain/instructing.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import type { AddresseeRow } from '../../store/addressees.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import type { Taken } from '../take.ts';
import { staffOf, tellOffice } from './told.ts';
import { nextClock, stopClock, withAddressee } from './with-addressee.ts';

/** The leader, or the leader's office, accepts a report: for this addressee the instruction is at its end. */
export function acceptReport(code: string, id: number, actor: Actor, now: Date): Promise<Taken> {
  return withAddressee({ step: 'accept-report', code, id, from: ['reported'] }, { actor, now }, (row) => {
    refuseReporter(row, actor);
    return {
      rows: [
        stopClock(row, now),
        (bind) =>
          `update addressees set state = 'accepted', ended_at = ${bind(now)}, ended_by = ${bind(staffOf(actor).id)} where id = ${bind(row.id)}`,
      ],
    };
  });
}

/** Sends a report back with words and a new day. */
export async function sendReportBack(
  code: string,
  back: { id: number; words: string; reportOn: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const text = tidy(back.words);
  const due = reportBy(back.reportOn, now, await knownCalendar(now));
  const faults = [
    faultOf('words', text, 500, { required: true, lines: true }),
    due ? undefined : ({ field: 'reportOn', code: back.reportOn ? 'wrong-choice' : 'required' } as const),
  ].filter((f) => f !== undefined);
  if (faults.length > 0 || !due) throw new Refusal('invalid', { faults });
  const step = { step: 'send-back-report', code, id: back.id, from: ['reported'] } as const;
  return withAddressee(step, { actor, now }, (row, matter) => {
    refuseReporter(row, actor);
    const cause = `instruction:${row.id}:back:${row.clockId}`;
    return {
      rows: [
        ...nextClock(row, { messageId: matter.id, ownerId: row.ownerId, dueAt: due }, now),
        (
          bind,
        ) => `update addressees a set state = 'noted', sent_back = sent_back + 1, clock_id = row1.id, due_at = ${bind(due)}
          from row1 where a.id = ${bind(row.id)}`,
      ],
      words: [{ what: 'back', ref: row.id, content: { text, by: staffOf(actor).name } }],
      jobs: [tellOffice(matter, { office: row.ownerId, what: 'instruction', cause }, now)],
    };
  });
}

// Somebody may sit in both offices, or come from one to the other.
function refuseReporter(row: AddresseeRow, actor: Actor): void {
  if (row.reportedBy === staffOf(actor).id) throw new Refusal('reporter-accepts');
}
