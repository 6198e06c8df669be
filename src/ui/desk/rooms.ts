import type { StaffRole } from '../../domain/actor.ts';
import type { Words } from '../words/words.ts';

/** A room of the desk in the bar. */
export interface Room {
  href: string;
  text: string;
  count?: string;
}

/** The rooms that somebody with these roles may enter, in the order of the bar; with how much waits there for them. */
export function roomsFor(
  roles: readonly StaffRole[],
  w: Words,
  waiting: Readonly<Record<string, number>> = {},
): Room[] {
  const is = (...wanted: StaffRole[]) => roles.some((role) => wanted.includes(role));
  const rooms: Room[] = [];
  if (is('leader')) rooms.push({ href: '/desk/leader', text: w.instructing.leaderRoom });
  if (is('reviewer')) rooms.push({ href: '/desk/review', text: w.desk.review });
  if (is('officer', 'approver', 'head')) rooms.push({ href: '/desk/handling', text: w.desk.handling });
  if (is('officer', 'approver', 'head')) rooms.push({ href: '/desk/visits', text: w.visiting.room });
  if (is('officer', 'approver', 'head', 'supervisor'))
    rooms.push({ href: '/desk/instructions', text: w.instructing.room });
  if (is('officer', 'approver', 'head')) rooms.push({ href: '/desk/templates', text: w.replies.templates });
  if (is('supervisor', 'head')) rooms.push({ href: '/desk/supervision', text: w.supervision.room });
  if (is('reviewer', 'officer', 'approver', 'head', 'supervisor', 'leader'))
    rooms.push({ href: '/desk/search', text: w.searching.room });
  if (is('reviewer', 'officer', 'approver', 'head', 'supervisor'))
    rooms.push({ href: '/desk/roster', text: w.roster.room });
  if (is('officer', 'approver', 'head', 'supervisor'))
    rooms.push({ href: '/desk/bulletins', text: w.bulletins.room });
  if (is('head', 'supervisor')) rooms.push({ href: '/desk/extensions', text: w.waiting.extensions });
  if (is('operator')) rooms.push({ href: '/desk/people', text: w.desk.people });
  if (is('operator')) rooms.push({ href: '/desk/enterprises', text: w.enterprise.room });
  if (is('operator')) rooms.push({ href: '/desk/signatures', text: w.replies.rules });
  if (is('operator')) rooms.push({ href: '/desk/clocks', text: w.waiting.policies });
  if (is('reviewer', 'operator')) rooms.push({ href: '/desk/take-downs', text: w.takeDown.room });
  if (is('reviewer')) rooms.push({ href: '/desk/bans', text: w.bans.room });
  if (is('operator')) rooms.push({ href: '/desk/retention', text: w.retention.room });
  if (is('auditor')) rooms.push({ href: '/desk/access-log', text: w.auditing.room });
  if (is('examiner')) rooms.push({ href: '/desk/clues', text: w.clueDesk.room });
  if (is('auditor')) rooms.push({ href: '/desk/clue-looks', text: w.clueDesk.looks });
  return rooms.map((room) => {
    const count = waiting[room.href] ?? 0;
    return count > 0 ? { ...room, count: String(count) } : room;
  });
}
