import type { StaffRole } from './actor.ts';
import type { DutyQueue } from './duty-queues.ts';
import { afterQuietHours } from './telling.ts';

/** Everything of which an office may be told, with the queue whose watch it concerns. */
const concerns = {
  'new-transfer': 'handling',
  'new-order': 'handling',
  returned: 'handling',
  result: 'handling',
  'sent-back': 'handling',
  'to-rule': 'supervision',
  cancelled: 'handling',
  'reveal-granted': 'handling',
  'extension-asked': 'supervision',
  'extension-decided': 'handling',
  paused: 'supervision',
  resumed: 'handling',
  'warned-half': 'handling',
  'warned-four-fifths': 'handling',
  late: 'handling',
  urged: 'handling',
  dossier: 'handling',
  'dossier-closed': 'handling',
  'dossier-opened': 'supervision',
  'dossier-report': 'supervision',
  'dossier-late': 'supervision',
  'dossier-handed-up': 'supervision',
  instruction: 'handling',
  'instruction-done': 'handling',
  'instruction-late': 'handling',
  'draft-to-approve': 'handling',
  'follow-up': 'handling',
  reopened: 'handling',
  'visit-due': 'handling',
  notice: 'handling',
  circular: 'handling',
  'special-report': 'supervision',
  'bulletin-unread': 'handling',
  'roster-gap': 'handling',
  'stand-in-asked': 'handling',
  'stand-in': 'handling',
  'stand-in-ended': 'handling',
  'take-down-proposed': 'review',
  'taken-down': 'handling',
  restored: 'handling',
  'clue-received': 'handling',
  'clue-letter': 'handling',
  flood: 'review',
  'ban-proposed': 'review',
  'ban-lift-proposed': 'review',
  'ban-appealed': 'review',
  'clue-warned': 'handling',
  'clue-late': 'handling',
  emergency: 'handling',
} as const satisfies Record<string, DutyQueue>;

export type StaffHappening = keyof typeof concerns;
/** Their names, in the order of a message's life. */
export const staffHappenings = Object.keys(concerns) as StaffHappening[];

/** Is this something of which staff are told? */
export function isStaffHappening(what: string): what is StaffHappening {
  return Object.hasOwn(concerns, what);
}

/** A member of staff who could be told: at an office of the chain that begins with the one concerned. */
export interface Listener {
  staffId: number;
  officeId: number | null;
  /** 0 the office itself, 1 the one above it, and so on; after the last come the operators. */
  height: number;
  roles: readonly StaffRole[];
  /** Which queues of that office they watch at this moment. */
  watches: readonly DutyQueue[];
  /** Can be reached by telephone. */
  phone: boolean;
  /** May not hear of it: complained of on the message, in conflict with it, its reviewer, or whoever did what waits for a second. */
  barred: boolean;
}

/** Somebody who is told, and whether by telephone too where the matter asks for it. */
export interface Hearer {
  staffId: number;
  officeId: number | null;
  /** Rung too where the matter asks for it: on duty, or the only ones there are. */
  rung: boolean;
}

/** Of what is told. */
export interface StaffTelling {
  what: StaffHappening;
  urgent: boolean;
}

/**
 * Who is told: those who watch the queue; else those who watch anything at that office; else everybody who works
 * there; else the same of the office above, up to the end of the chain. A draft that waits goes to those who sign, a gap in the
 * roster to those who keep it. What is urgent
 * rings somebody: where none of them has a phone, their colleagues who have one are told too.
 */
export function hearersOf({ what, urgent }: StaffTelling, listeners: readonly Listener[]): Hearer[] {
  const fit = listeners.filter((each) => !each.barred);
  for (const height of [...new Set(fit.map((each) => each.height))].sort((a, b) => a - b)) {
    const there = fit.filter((each) => each.height === height);
    const chosen = chosenAmong(what, there);
    if (chosen.length === 0) continue;
    const silent = urgent && chosen.every((each) => !each.rung || !hasPhone(each, there));
    return silent ? withColleagues(chosen, there) : chosen;
  }
  return [];
}

function chosenAmong(what: StaffHappening, there: readonly Listener[]): Hearer[] {
  if (what === 'draft-to-approve') return signersAmong(there);
  return what === 'roster-gap' ? keepersAmong(there) : watchersAmong(there, concerns[what]);
}

/** When the text message leaves: at once when urgent; at night a routine one waits for the morning; by day the desk shows it. */
export function staffSmsAt(urgent: boolean, now: Date): Date | null {
  if (urgent) return now;
  const morning = afterQuietHours(now);
  return morning > now ? morning : null;
}

const hour = 3_600_000;

/** When a text message about a confidential report leaves: at a full hour and never at night, so that no telephone tells when somebody wrote. */
export function clueSmsAt(now: Date): Date {
  return afterQuietHours(new Date((Math.floor(now.getTime() / hour) + 1) * hour));
}

/** Is this about a confidential report? Its notice leads to the room and names none. */
export function isAboutClues(what: string): boolean {
  return what.startsWith('clue-');
}

const working: readonly StaffRole[] = ['officer', 'head', 'supervisor', 'reviewer', 'operator'];
const signing: readonly StaffRole[] = ['approver', 'head'];

function watchersAmong(there: readonly Listener[], queue: DutyQueue): Hearer[] {
  const watching = there.filter((each) => each.watches.length > 0);
  const exactly = watching.filter((each) => each.watches.includes(queue));
  const works = there.filter((each) => each.roles.some((role) => working.includes(role)));
  const chosen = [exactly, watching, works, there].find((some) => some.length > 0) ?? [];
  return chosen.map((each) => hearer(each, true));
}

function signersAmong(there: readonly Listener[]): Hearer[] {
  const signers = there.filter((each) => each.roles.some((role) => signing.includes(role)));
  const nobodyWatches = signers.every((each) => each.watches.length === 0);
  return signers.map((each) => hearer(each, nobodyWatches || each.watches.length > 0));
}

// Who keeps a roster: the heads of the office; at the end of every chain the operators.
function keepersAmong(there: readonly Listener[]): Hearer[] {
  return there
    .filter(({ roles }) => roles.includes('head') || roles.includes('operator'))
    .map((each) => hearer(each, true));
}

function hearer({ staffId, officeId }: Listener, rung: boolean): Hearer {
  return { staffId, officeId, rung };
}

function hasPhone({ staffId }: Hearer, there: readonly Listener[]): boolean {
  return there.some((each) => each.staffId === staffId && each.phone);
}

function withColleagues(chosen: readonly Hearer[], there: readonly Listener[]): Hearer[] {
  const further = there.filter((each) => each.phone).map((each) => hearer(each, true));
  return [...chosen.filter((each) => further.every((other) => other.staffId !== each.staffId)), ...further];
}
