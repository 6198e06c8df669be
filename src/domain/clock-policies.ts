import { type Length, lengthOf, replyLength } from './clocks.ts';
import type { Kind, Urgency } from './message.ts';

/** The clocks whose lengths operators may set. */
export const policedClocks = [
  'review',
  'transfer',
  'accept',
  'reply',
  'pass-on',
  'acknowledge',
  'accept-order',
  'judge',
  'rule',
  'visit',
  'extension',
  'dossier',
] as const;
export type PolicedClock = (typeof policedClocks)[number];

/** A length that differs from the default, where it holds and since when; 'petition-law' is a flag of an office. */
export interface ClockPolicy {
  id: number;
  clock: PolicedClock | 'petition-law';
  regionCode: string | null;
  officeId: number | null;
  campaignId: number | null;
  kind: Kind | null;
  urgency: Urgency | null;
  /** Null for the petition law, which has its own lengths. */
  length: Length | null;
  validFrom: Date;
}

/** What of a message the policies look at. */
export interface Ruled {
  /** Its region and those above it, nearest first. */
  regions: readonly string[];
  officeId: number | null;
  campaignId?: number | null;
  kind: Kind;
  urgency: Urgency;
}

/** The length of a clock by policy; undefined where the default holds. */
export type RuledLength = (clock: PolicedClock) => Length | undefined;

const underLaw: readonly Kind[] = ['suggestion', 'complaint', 'help'];
/** Under the petition law: accepted within 15 days, finished within 60 days of acceptance. */
export const petitionLaw = { accept: { days: 15 }, finish: { days: 60 }, both: { days: 75 } } as const;

/**
 * The one policy that governs a clock of a message: of those that fit, the most specific. A campaign goes before an
 * office, an office before a region, a nearer region before a farther one, an urgency before a kind, what names more
 * before what names less; of two alike the later one. What is an emergency is governed only by policies that say so.
 */
export function governing(
  policies: readonly ClockPolicy[],
  clock: ClockPolicy['clock'],
  of: Ruled,
  at: Date,
): ClockPolicy | undefined {
  const fitting = policies.filter((p) => p.clock === clock && p.validFrom <= at && fits(p, of));
  return fitting.toSorted((a, b) => compare(rank(b, of), rank(a, of)))[0];
}

/** The lengths of one message's clocks by policy, the petition law among them. */
export function ruledLengths(policies: readonly ClockPolicy[], of: Ruled, at: Date): RuledLength {
  return (clock) => {
    const policy = governing(policies, clock, of, at);
    if (policy?.length) return policy.length;
    const lawful = clock === 'reply' ? petitionLaw.both : clock === 'accept' ? petitionLaw.accept : undefined;
    return lawful && isUnderPetitionLaw(policies, of, at) ? lawful : undefined;
  };
}

/** Does the office follow the petition law with this message? Emergencies, questions and thanks keep their own clocks. */
export function isUnderPetitionLaw(policies: readonly ClockPolicy[], of: Ruled, at: Date): boolean {
  if (of.urgency === 'emergency' || !underLaw.includes(of.kind)) return false;
  return governing(policies, 'petition-law', of, at) !== undefined;
}

/** How long a clock beside the promise runs: by policy, or by default. */
export type ClockLength = (clock: Exclude<PolicedClock, 'reply'>) => Length;

/** The lengths of one message's clocks: by policy where one governs, else the default. */
export function lengthsBy(ruled: RuledLength, urgency: Urgency): ClockLength {
  return (clock) => ruled(clock) ?? lengthOf(clock, urgency);
}

/** The default beside which a policy stands. */
export function usualLength(clock: PolicedClock, of: Pick<Ruled, 'kind' | 'urgency'>): Length {
  return clock === 'reply' ? replyLength(of) : lengthOf(clock, of.urgency);
}

function fits(p: ClockPolicy, of: Ruled): boolean {
  if (of.urgency === 'emergency' && p.urgency !== 'emergency') return false;
  return (
    (p.regionCode === null || of.regions.includes(p.regionCode)) &&
    (p.officeId === null || p.officeId === of.officeId) &&
    (p.campaignId === null || p.campaignId === (of.campaignId ?? null)) &&
    (p.kind === null || p.kind === of.kind) &&
    (p.urgency === null || p.urgency === of.urgency)
  );
}

function rank(p: ClockPolicy, of: Ruled): number[] {
  const nearness = p.regionCode === null ? 0 : of.regions.length - of.regions.indexOf(p.regionCode);
  const named = (value: unknown) => (value === null ? 0 : 1);
  return [
    named(p.campaignId),
    named(p.officeId),
    nearness,
    named(p.urgency),
    named(p.kind),
    p.validFrom.getTime(),
    p.id,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
