import { personalKinds } from '../src/domain/screening/personal-datum.ts';
import { plantedTexts } from '../tests/support/planted/planted-texts.ts';
import { chance } from '../tests/support/planted/random.ts';
import { type Score, scoreOf } from '../tests/support/planted/score.ts';
import { precisionOf, readDraws, recallOf } from './redaction/labels.ts';
import { foundIn, realTexts, realTextsAreHere, type RealText } from './redaction/real-texts.ts';

// npm run redaction: how well the rules find personal data. First on generated texts with invented people, then, where
// the real petitions are on this machine, on those: how often they speak up, how often rightly, and what they miss.
const seed = 20_261_126;
const ofEach = 3_000;
const sampled = 40;
const context = 15;

generated();
if (realTextsAreHere) real(realTexts());
else say('\nThe real petitions are not on this machine (../shared/data): nothing to say about them.');

function generated(): void {
  const texts = plantedTexts(seed, ofEach);
  say(`Generated texts, seed ${seed}: ${texts.length}, of them ${ofEach} with nothing of anybody.`);
  const told = {
    seen: 'sentences at hand while the rules were written',
    unseen: 'sentences written when the rules stood, counted and not looked at',
  };
  for (const sort of ['seen', 'unseen'] as const) {
    say(`\n${told[sort]}`);
    say(columns(['kind', 'planted', 'found', 'missed', 'false alarms', 'precision', 'recall']));
    for (const [what, score] of scoreOf(texts.filter((text) => text.of === sort)).scores)
      say(columns([what, ...scoreCells(score)]));
  }
  const innocent = texts.filter(({ of }) => of === 'innocent');
  say(
    `\namounts, dates, papers, orders, hotlines, offices: ${scoreOf(innocent).mistakes.length} false alarms in ${innocent.length} texts`,
  );
}

function scoreCells({ planted, found, missed, falseAlarms }: Score): (string | number)[] {
  return [planted, found, missed, falseAlarms, share(found, found + falseAlarms), share(found, planted)];
}

function real(texts: readonly RealText[]): void {
  const byId = new Map(texts.map((text) => [text.id, text]));
  say(`\nReal petitions and replies: ${texts.length} texts, in halves by hash.`);
  say(columns(['half', 'texts', 'with', ...personalKinds]));
  for (const half of ['tune', 'held-out'] as const)
    for (const sort of ['title', 'message', 'reply'] as const) {
      const found = texts.filter((text) => text.half === half && text.sort === sort).map(foundIn);
      const counts = personalKinds.map((what) => found.flat().filter((datum) => datum.what === what).length);
      say(
        columns([
          `${half}, ${sort}`,
          found.length,
          found.filter(({ length }) => length > 0).length,
          ...counts,
        ]),
      );
    }
  sample(texts.filter(({ half }) => half === 'held-out'));
  judged(byId);
}

function sample(texts: readonly RealText[]): void {
  say(`\n${sampled} findings of the held-out half, drawn by seed, covered for the print`);
  const all = texts.flatMap((text) => foundIn(text).map((datum) => ({ text: text.text, ...datum })));
  const by = chance(seed);
  for (let n = 0; n < sampled && all.length > 0; n += 1) {
    const [drawn] = all.splice(by.int(all.length), 1);
    if (!drawn) break;
    const { text, start, end, what, why } = drawn;
    const around = `${text.slice(Math.max(0, start - context), start)}[${masked(text.slice(start, end))}]${text.slice(end, end + context)}`;
    say(`  ${what}, ${why}: ${around.replace(/\s+/g, ' ')}`);
  }
}

// Of a name the first character stays, of a number its form.
function masked(words: string): string {
  const rest = words.slice(1).replace(/[\p{Nd}\p{No}零〇一二三四五六七八九A-Za-z]/gu, '#');
  return (
    words.slice(0, 1).replace(/\p{Nd}/u, '#') +
    (/^\p{Script=Han}+$/u.test(words) ? '*'.repeat(words.length - 1) : rest)
  );
}

function judged(byId: ReadonlyMap<string, RealText>): void {
  say(
    '\nHeld-out half, judged by a reader. "At first": when it was counted, the rules written on the other half alone. "Now": after what the draws showed was mended, so no longer held out.',
  );
  for (const draw of readDraws()) {
    const { atFirst, now } = precisionOf(draw, byId);
    const { names, others } = recallOf(draw, byId);
    say(`\n${draw.what}`);
    if (atFirst.found > 0) {
      say(
        `  findings: ${atFirst.right} of ${atFirst.found} right at first, precision ${share(atFirst.right, atFirst.found)}`,
      );
      say(
        `  of these the rules find now ${now.found}, ${now.right} right, precision ${share(now.right, now.found)}`,
      );
    }
    say(
      `  ${draw.read.length} texts read in full: ${draw.leaksFoundAtFirst} of ${draw.leaksAtFirst} leaks found at first`,
    );
    say(`  now: names ${names.found} of ${names.leaks}, all else ${others.found} of ${others.leaks}`);
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)} %`;
}

function columns(cells: readonly (string | number)[]): string {
  return cells.map((cell, at) => (at === 0 ? String(cell).padEnd(20) : String(cell).padStart(10))).join(' ');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
