import type { DutyQueue } from '../../../domain/duty-queues.ts';
import type { StaffHappening } from '../../../domain/telling-staff.ts';
import type { duty as zh } from '../zh/duty.ts';

const what: Record<StaffHappening, string> = {
  'new-transfer': 'A message came in, to be accepted',
  'new-order': 'An order from above, to be accepted',
  returned: 'Returned from below',
  result: 'A result from below, to be looked at',
  'sent-back': 'The result was sent back, more is to be done',
  'to-rule': 'Returned twice: rule who does the work',
  cancelled: 'The order was cancelled',
  'extension-asked': 'An extension is asked for',
  'extension-decided': 'The extension was decided',
  paused: 'The clock was paused',
  resumed: 'The clock runs again',
  'warned-half': 'Half of the time has passed',
  'warned-four-fifths': 'The time is nearly up',
  late: 'Late: act at once',
  urged: 'Urged from above',
  dossier: 'Under supervision',
  instruction: 'A leader’s instruction',
  'instruction-done': 'The instruction was carried out',
  'draft-to-approve': 'A reply is drafted, to be signed',
  'follow-up': 'The writer added something',
  reopened: 'Not settled, says the writer: open again',
  'visit-due': 'Time for the return visit',
  notice: 'A notice came in',
  circular: 'A circular came in',
  'special-report': 'A special report came in',
  'bulletin-unread': 'A bulletin is not signed for yet',
  emergency: 'Emergency: lives may be in danger, act at once',
};

const queue: Record<DutyQueue, string> = {
  review: 'review',
  handling: 'handling',
  supervision: 'supervision',
};

/** What the staff are told, and who is on duty. */
export const duty: typeof zh = {
  what,
  queue,
  bell: (unread) => (unread > 0 ? `Notices, ${unread} unread` : 'Notices, none unread'),
  watching: (which, until) => `On duty: ${which} until ${until}`,
  notices: 'Notices',
  noticesTitle: (unread) => `Notices, ${unread} unread`,
  noticesNone: 'Nothing unread',
  noticesNoneText: 'Transfers, orders, due times and follow-ups will stand here.',
  noticesNever: 'No notices yet',
  unreadTab: 'Unread',
  allTab: 'All',
  urgentMark: 'urgent',
  openMessage: (code) => `Message ${code}`,
  privateTitle: '(a message that is not public)',
  markRead: 'Mark as read',
  markAllRead: 'Mark all as read',
  readAt: (time) => `read ${time}`,
  phoneTitle: 'Phone on duty',
  phoneLead:
    'While you are on duty, urgent matters and emergencies ring this number; what is routine between 22:00 and 7:00 comes as one text message at seven. The number is kept encrypted and shown to nobody but you.',
  phoneNow: (masked) => `The number now: ${masked}`,
  phoneNone: 'No number is kept. On duty you get no text messages.',
  phoneNew: 'Mobile number',
  phoneKeep: 'Save the number',
  phoneForget: 'Delete the number',
  phoneKept: 'The number is kept.',
  phoneForgotten: 'The number is deleted.',
  phoneSince: (day) => `Phone on duty kept since ${day}`,
  phoneMissing: 'No phone on duty',
  phoneOf: (who) => `Phone on duty of ${who}`,
  phoneOfHint: 'Save it empty to delete it',
};
