import { dayOf, endsWithDay } from '../calendar.ts';
import { type Counted, isPromised } from '../measures.ts';

/** What is open by a due day: the promise that runs, the first promise before any answer, and the first contact. Late is what is past its day. */
export const openDues = ['owed', 'unmet', 'unheard'] as const;
export type OpenDue = (typeof openDues)[number];

/** The facts that open dues depend on beside those of the measures. */
export interface Owing extends Counted {
  dueAt: Date | null;
  pausedUntil: Date | null;
}

/** The due times at which a message may become late, each with what would be late then. */
export function duesOf(m: Owing): readonly { measure: OpenDue; at: Date }[] {
  if (m.publication !== 'public') return [];
  if (m.handling !== 'waiting' && m.handling !== 'in-progress') return [];
  const dues: { measure: OpenDue; at: Date | null }[] = [
    { measure: 'owed', at: m.pausedUntil === null ? m.dueAt : null },
    { measure: 'unmet', at: isPromised(m) && m.firstAnsweredAt === null ? m.firstDueAt : null },
    { measure: 'unheard', at: !m.imported && m.contactedAt === null ? m.contactDueAt : null },
  ];
  return dues.flatMap(({ measure, at }) => (at === null ? [] : [{ measure, at }]));
}

/** The day on which a due time falls; 24:00 belongs to the day that it ends. */
export function dueDay(at: Date): string {
  return dayOf(endsWithDay(at) ? new Date(at.getTime() - 1) : at);
}
