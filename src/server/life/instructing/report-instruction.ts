import type { Actor } from '../../../domain/actor.ts';
import { dueAfter, lengthOf } from '../../../domain/clocks.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import type { Taken } from '../take.ts';
import { staffOf, tellOffice } from './told.ts';
import { nextClock, withAddressee } from './with-addressee.ts';

/** How long a report can be. */
export const mostReport = 1000;

/** The addressee reports what was done; from here on the leader's office has the clock: two working days to accept it or send it back. */
export async function reportInstruction(
  code: string,
  report: { id: number; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const text = tidy(report.words);
  const fault = faultOf('words', text, mostReport, { required: true, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  const due = dueAfter(now, lengthOf('instruction'), await knownCalendar(now));
  const step = { step: 'report-instruction', code, id: report.id, from: ['issued', 'noted'] } as const;
  return withAddressee(step, { actor, now }, (row, matter) => {
    const by = staffOf(actor).id;
    const clock = { messageId: matter.id, ownerId: row.fromOfficeId, dueAt: due.at };
    const cause = `instruction-done:${row.id}:${row.clockId}`;
    return {
      rows: [
        ...nextClock(row, clock, now),
        (
          bind,
        ) => `update addressees a set state = 'reported', reported_at = ${bind(now)}, reported_by = ${bind(by)}, noted_at = coalesce(noted_at, ${bind(now)}),
          noted_by = coalesce(noted_by, ${bind(by)}), clock_id = row1.id, due_at = ${bind(due.at)} from row1 where a.id = ${bind(row.id)}`,
      ],
      words: [{ what: 'report', ref: row.id, content: { text, by: staffOf(actor).name } }],
      jobs: [tellOffice(matter, { office: row.fromOfficeId, what: 'instruction-done', cause }, now)],
    };
  });
}
