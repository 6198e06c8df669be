/** What is kept for a time only. */
export const retentionRules = [
  'codes',
  'drafts',
  'entry-tries',
  'entry-challenges',
  'repeat-keys',
  'exports',
  'clue-uploads',
  'sender-addresses',
  'sessions',
  'staff-links',
  'notices',
  'staff-notices',
  'push-devices',
  'hand-over-notes',
  'access-log',
  'log-reads',
  'proof-uses',
  'flood-prints',
  'flood-members',
  'ban-marks',
  'bans',
  'idle-phones',
  'rejected-words',
  'closed-words',
  'closed-clues',
] as const;
export type RetentionRule = (typeof retentionRules)[number];

/** How long, and within which bounds an operator may change it. */
export interface Keeping {
  /** On the timetable what has had its time goes by itself; by order two operators decide. */
  way: 'timetable' | 'order';
  /** Days; null: for good. */
  days: number | null;
  least: number;
  most: number;
  /** May it be kept for good? */
  forGood: boolean;
  /** Why: the rule behind the bounds, by the name of its sentence. */
  ground: Ground;
}

/** The rules behind the bounds. */
export const grounds = ['shortest', 'told', 'network-law', 'impact-records', 'remedies', 'archives'] as const;
export type Ground = (typeof grounds)[number];

const halfYear = 184;
const year = 366;

// Cybersecurity Law art. 21 (3): network logs for at least six months. Personal Information Protection Law art. 19: the shortest
// time that the purpose needs; art. 56: records of processing for at least three years. Administrative Procedure Law art. 46:
// six months to sue. Archives order no. 8 of 2006: 10 years, 30 years or for good.
const keepings: Record<RetentionRule, Keeping> = {
  codes: { way: 'timetable', days: 1, least: 1, most: 30, forGood: false, ground: 'shortest' },
  drafts: { way: 'timetable', days: 7, least: 7, most: 7, forGood: false, ground: 'told' },
  'entry-tries': { way: 'timetable', days: 1, least: 1, most: 30, forGood: false, ground: 'shortest' },
  'entry-challenges': { way: 'timetable', days: 1, least: 1, most: 30, forGood: false, ground: 'shortest' },
  'repeat-keys': { way: 'timetable', days: 30, least: 7, most: year, forGood: false, ground: 'shortest' },
  exports: { way: 'timetable', days: 7, least: 7, most: 7, forGood: false, ground: 'told' },
  'clue-uploads': { way: 'timetable', days: 1, least: 1, most: 7, forGood: false, ground: 'shortest' },
  'sender-addresses': {
    way: 'timetable',
    days: halfYear,
    least: halfYear,
    most: 3 * year,
    forGood: false,
    ground: 'network-law',
  },
  sessions: {
    way: 'order',
    days: 190,
    least: halfYear,
    most: 2 * year,
    forGood: false,
    ground: 'network-law',
  },
  'staff-links': {
    way: 'order',
    days: 190,
    least: halfYear,
    most: 2 * year,
    forGood: false,
    ground: 'network-law',
  },
  notices: {
    way: 'order',
    days: 2 * year,
    least: halfYear,
    most: 10 * year,
    forGood: false,
    ground: 'network-law',
  },
  'staff-notices': {
    way: 'order',
    days: year,
    least: halfYear,
    most: 5 * year,
    forGood: false,
    ground: 'network-law',
  },
  'push-devices': { way: 'timetable', days: year, least: 30, most: year, forGood: false, ground: 'shortest' },
  'hand-over-notes': {
    way: 'order',
    days: year,
    least: halfYear,
    most: 5 * year,
    forGood: false,
    ground: 'network-law',
  },
  'access-log': {
    way: 'order',
    days: 5 * year,
    least: 3 * year,
    most: 30 * year,
    forGood: true,
    ground: 'impact-records',
  },
  'log-reads': {
    way: 'order',
    days: 5 * year,
    least: 3 * year,
    most: 30 * year,
    forGood: true,
    ground: 'impact-records',
  },
  'proof-uses': { way: 'timetable', days: 1, least: 1, most: 30, forGood: false, ground: 'shortest' },
  'flood-prints': { way: 'timetable', days: 3, least: 3, most: 3, forGood: false, ground: 'told' },
  'flood-members': {
    way: 'timetable',
    days: halfYear,
    least: 30,
    most: year,
    forGood: false,
    ground: 'shortest',
  },
  'ban-marks': { way: 'timetable', days: 1, least: 1, most: 30, forGood: false, ground: 'shortest' },
  bans: {
    way: 'order',
    days: 2 * year,
    least: halfYear,
    most: 10 * year,
    forGood: false,
    ground: 'remedies',
  },
  'idle-phones': {
    way: 'order',
    days: year,
    least: halfYear,
    most: 3 * year,
    forGood: false,
    ground: 'shortest',
  },
  'rejected-words': {
    way: 'order',
    days: 2 * year,
    least: halfYear,
    most: 10 * year,
    forGood: true,
    ground: 'remedies',
  },
  'closed-words': {
    way: 'order',
    days: null,
    least: 10 * year,
    most: 100 * year,
    forGood: true,
    ground: 'archives',
  },
  // No rule names a term: five years are the house's own.
  'closed-clues': {
    way: 'order',
    days: 5 * year,
    least: year,
    most: 30 * year,
    forGood: false,
    ground: 'shortest',
  },
};

/** How a rule stands as the program comes. */
export function keepingOf(rule: RetentionRule): Keeping {
  return keepings[rule];
}

/** Is this the name of a rule? */
export function isRetentionRule(name: string): name is RetentionRule {
  return (retentionRules as readonly string[]).includes(name);
}

/** May an operator have it kept so long? */
export function mayKeep(rule: RetentionRule, days: number | null): boolean {
  const { least, most, forGood } = keepings[rule];
  return days === null ? forGood : Number.isInteger(days) && days >= least && days <= most;
}

/** Before which moment things of this age go; null: none goes. */
export function goesBefore(days: number | null, now: Date): Date | null {
  return days === null ? null : new Date(now.getTime() - days * 86_400_000);
}
