import type { Kind, Urgency } from './message.ts';

/** Why an answer is followed by a call, or by none. */
export const planReasons = ['every', 'drawn', 'not-drawn', 'complaint', 'emergency', 'reopened'] as const;

/** Why somebody says that a matter is not settled; the words come with it. */
export const unsettledCodes = ['not-done', 'partly', 'differs', 'came-back', 'attitude', 'other'] as const;
export type UnsettledCode = (typeof unsettledCodes)[number];

/** Calls until an author counts as not to be reached. */
export const mostTries = 3;

/** Must its author be called, whatever share the office visits? */
export function alwaysVisited(of: {
  kind: Kind;
  urgency: Urgency;
  reopened: number;
}): 'emergency' | 'complaint' | 'reopened' | undefined {
  if (of.urgency === 'emergency') return 'emergency';
  if (of.kind === 'complaint') return 'complaint';
  return of.reopened > 0 ? 'reopened' : undefined;
}

/** A number from 0 to 99 for one answer of one message: the same whenever it is drawn, so that anybody can check the draw. */
export function rollOf(messageId: number, round: number): number {
  let h = 0x811c9dc5;
  for (const c of `${messageId}:${round}`) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193);
  // The last digits of neighbours differ too little without this.
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) % 100;
}

/** Three marks of a rating. */
export interface Marks {
  solved: number;
  attitude: number;
  speed: number;
}

/** 不满意 or 很不满意: a mean of two or less. */
export function isDissatisfied({ solved, attitude, speed }: Marks): boolean {
  return solved + attitude + speed <= 6;
}

/** What is to be done about the visit of an answered message, from its plan and what its author said since; undefined: as it stands. */
export function visitChange(of: {
  next: string;
  asked: boolean;
  tries: number;
  visited: boolean;
  rating: Marks | null;
}): { step: 'skip-visit' | 'plan-visit'; reason: 'not-sampled' | 'rated' | 'dissatisfied' } | undefined {
  const unhappy = of.rating !== null && isDissatisfied(of.rating);
  if (of.next === 'visit' && !unhappy) {
    if (of.rating) return { step: 'skip-visit', reason: 'rated' };
    return of.asked ? undefined : { step: 'skip-visit', reason: 'not-sampled' };
  }
  if (of.next === 'close' && unhappy && !of.visited && of.tries === 0)
    return { step: 'plan-visit', reason: 'dissatisfied' };
  return undefined;
}
