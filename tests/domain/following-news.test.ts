import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestSpan, messageNews, newsOf } from '../../src/domain/following-news.ts';
import { checkJoining } from '../../src/domain/joining-in.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { type PublicStep, publicSteps } from '../../src/domain/public-steps.ts';
import { steps } from '../../src/domain/steps/table.ts';
import { joining as en } from '../../src/ui/words/en/joining.ts';
import { joining as zh } from '../../src/ui/words/zh/joining.ts';

const at = (time: string) => new Date(`${time}+08:00`);

// Why each of these is told to nobody stands beside it in the table.
const untold: readonly PublicStep[] = [
  ...(['submit', 'publish', 'keep-private', 'reject', 'mend', 'lapse', 'import'] as const),
  ...(['assign', 'accept-order', 'return-order', 'refer-order', 'report', 'rule-order', 'call-in'] as const),
  ...(['reroute-answered', 'confirm-guidance', 'rate', 'visit-done'] as const),
];

test('every step on the public trace is told to followers, but for a short list; no other step is', () => {
  const silent = publicSteps.filter((step) => newsOf(step) === undefined);
  expect(silent.toSorted()).toEqual(untold.toSorted());
  expect(new Set(publicSteps.map(newsOf).filter(Boolean))).toEqual(new Set(messageNews));
  const shown = new Set<string>(publicSteps);
  expect(Object.keys(steps).filter((step) => !shown.has(step) && newsOf(step) !== undefined)).toEqual([]);
});

test('each news has its words in both languages', () => {
  for (const words of [zh, en])
    for (const news of messageNews) expect(words.news[news].length).toBeGreaterThan(1);
});

test('the digest leaves at eight, after the quiet hours, and covers a day', () => {
  expect(digestSpan(at('2026-11-10T07:59:59'), null)).toBeNull();
  expect(digestSpan(at('2026-11-10T08:00:00'), null)).toEqual({
    ...{ on: '2026-11-10', from: at('2026-11-09T08:00:00'), to: at('2026-11-10T08:00:00') },
  });
  expect(digestSpan(at('2026-11-10T08:10:00'), at('2026-11-10T08:00:00'))).toBeNull();
});

test('days without a worker are made up for, a week at most', () => {
  expect(digestSpan(at('2026-11-10T12:00:00'), at('2026-11-07T08:00:00'))?.from).toEqual(
    at('2026-11-07T08:00:00'),
  );
  expect(digestSpan(at('2026-11-10T12:00:00'), at('2026-10-01T08:00:00'))?.from).toEqual(
    at('2026-11-03T08:00:00'),
  );
});

test('digests of any days meet end to end and never overlap', () => {
  const start = at('2026-03-01T00:00:00').getTime();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }), (hours) => {
      let [now, end] = [start, null as Date | null];
      for (const each of hours) {
        now += each * 3_600_000;
        const span = digestSpan(new Date(now), end);
        if (!span) continue;
        expect(span.to.getTime()).toBeLessThanOrEqual(now);
        const idle = end ? span.to.getTime() - end.getTime() : 0;
        // No more than a week is gathered in one.
        if (end && idle <= 7 * 86_400_000) expect(span.from).toEqual(end);
        else if (end) expect(span.to.getTime() - span.from.getTime()).toBe(7 * 86_400_000);
        end = span.to;
      }
    }),
  );
});

test('an author supports nothing of their own and follows it; what is hidden is there for its author alone', () => {
  const codeOf = (act: 'support' | 'follow', citizen: number, publication: 'public' | 'private') => {
    try {
      checkJoining(act, citizen, { id: 1, authorId: 7, publication });
      return 'may';
    } catch (error) {
      return isRefusal(error) ? error.code : error;
    }
  };
  expect([codeOf('support', 8, 'public'), codeOf('follow', 8, 'public')]).toEqual(['may', 'may']);
  expect([codeOf('support', 7, 'public'), codeOf('follow', 7, 'public')]).toEqual(['own-support', 'may']);
  expect([codeOf('support', 8, 'private'), codeOf('follow', 8, 'private')]).toEqual([
    'not-found',
    'not-found',
  ]);
  expect([codeOf('support', 7, 'private'), codeOf('follow', 7, 'private')]).toEqual([
    'wrong-state',
    'wrong-state',
  ]);
});
