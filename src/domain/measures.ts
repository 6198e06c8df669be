import type { Kind } from './message.ts';
import { type AnswerDays, answerDaysOf } from './statistics/answer-days.ts';
import type { Handling, Publication, Voice } from './status.ts';
import { showsMarks } from './visibility.ts';

/** What the public numbers count. A message moves between them by its lives alone, so that counts can be recounted. */
export const measures = [
  'received',
  'public',
  'public-waiting',
  'public-in-progress',
  'public-answered',
  'public-ended',
  'replied',
  'adopted',
  'private',
  // The office spoke to its citizen, and did so in time.
  'heard',
  'heard-in-time',
  // A first answer where one was promised, and by the first promised date.
  'promised',
  'on-time',
  // The citizen was asked after the answer and said something, and said that it is settled.
  'asked',
  'settled',
  // Ratings, and those whose mean is above three.
  'rated',
  'satisfied',
] as const;
export type Measure = (typeof measures)[number];

/** The facts that measures depend on. */
export interface Counted {
  publication: Publication;
  handling: Handling;
  voice: Voice;
  kind: Kind;
  ministry: boolean;
  /** Written before this board kept its clocks: no time of it says anything of an office here. */
  imported: boolean;
  answeredAt: Date | null;
  firstAnsweredAt: Date | null;
  /** The first date that its citizen was told. */
  firstDueAt: Date | null;
  /** Working days from publication to the first answer, as they were counted on that day. */
  answerDays: number | null;
  contactedAt: Date | null;
  /** Until when its office had to speak to the citizen first. */
  contactDueAt: Date | null;
  ratings: number;
  satisfied: number;
  /** The suggestion became a measure: its mark is in force. */
  adopted: boolean;
}

/** A measure of the months, or how many working days an answer took. */
export type Monthly = Measure | AnswerDays;

/** The measures in which one message counts now; one that counts twice stands there twice. Public numbers count public messages; private ones only as one total. */
export function measuresOf(m: Counted): readonly Monthly[] {
  if (m.publication === 'private') return ['private'];
  if (m.publication !== 'public') return [];
  return ['public', ...standingOf(m), ...contactOf(m), ...promiseOf(m), ...voiceOf(m)];
}

/** Has an office promised an answer here by a date of its own? A ministry's is optional, thanks have none. */
export function isPromised(m: Pick<Counted, 'kind' | 'ministry' | 'imported' | 'firstDueAt'>): boolean {
  return !m.imported && !m.ministry && m.kind !== 'thanks' && m.firstDueAt !== null;
}

function standingOf(m: Counted): Measure[] {
  const answered = m.answeredAt !== null;
  const standing: Measure =
    m.handling === 'waiting'
      ? 'public-waiting'
      : m.handling === 'in-progress'
        ? 'public-in-progress'
        : answered
          ? 'public-answered'
          : 'public-ended';
  if (!answered) return [standing];
  return m.adopted && showsMarks(m) ? [standing, 'replied', 'adopted'] : [standing, 'replied'];
}

function contactOf({ imported, contactedAt, contactDueAt }: Counted): Measure[] {
  if (imported || contactedAt === null || contactDueAt === null) return [];
  return contactedAt <= contactDueAt ? ['heard', 'heard-in-time'] : ['heard'];
}

function promiseOf(m: Counted): Monthly[] {
  const { firstAnsweredAt, firstDueAt, answerDays } = m;
  if (m.imported || firstAnsweredAt === null) return [];
  const days: Monthly[] = answerDays === null ? [] : [answerDaysOf(answerDays)];
  if (!isPromised(m) || firstDueAt === null) return days;
  return firstAnsweredAt <= firstDueAt ? [...days, 'promised', 'on-time'] : [...days, 'promised'];
}

function voiceOf({ firstAnsweredAt, voice, ratings, satisfied }: Counted): Measure[] {
  const said: Measure[] =
    firstAnsweredAt === null || voice === 'not-said'
      ? []
      : voice === 'settled'
        ? ['asked', 'settled']
        : ['asked'];
  return [
    ...said,
    ...Array.from({ length: ratings }, (): Measure => 'rated'),
    ...Array.from({ length: satisfied }, (): Measure => 'satisfied'),
  ];
}
