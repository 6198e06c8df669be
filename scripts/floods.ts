import { plantedFloods } from '../tests/support/floods/variants.ts';
import { watchTexts } from '../tests/support/floods/watch-texts.ts';
import { realTexts, realTextsAreHere } from './redaction/real-texts.ts';

// npm run floods: how well near-equal texts are found. First on generated floods among texts on the same matters in others’ own
// words; then, where the real petitions are on this machine, how often those are taken for a flood when each came from another account.
const seed = 20_261_126;

generated();
if (realTextsAreHere) real();
else say('\nThe real petitions are not on this machine (../shared/data): nothing to say about them.');

function generated(): void {
  for (const each of [5, 8, 20]) {
    const texts = plantedFloods(seed + each, { floods: 10, each, alone: 2_000 });
    const floods = watchTexts(texts.map(({ text }) => text));
    const marked = texts.filter((_, at) => floods[at] !== null);
    const right = marked.filter(({ flood }) => flood !== null).length;
    const planted = texts.filter(({ flood }) => flood !== null).length;
    say(
      `10 floods of ${each} among 2000 others: ${right} of ${planted} found (recall ${share(right, planted)}), ` +
        `${marked.length - right} false alarms (precision ${share(right, marked.length)})`,
    );
  }
}

function real(): void {
  const texts = realTexts().filter(({ sort }) => sort === 'message');
  const begun = performance.now();
  const floods = watchTexts(texts.map(({ text }) => text));
  const took = performance.now() - begun;
  const groups = new Map<number, number>();
  for (const flood of floods) if (flood !== null) groups.set(flood, (groups.get(flood) ?? 0) + 1);
  say(
    `\nReal messages, exact copies once, as if all came within the hours and each from another account: ${texts.length}`,
  );
  say(
    `marked: ${floods.filter((f) => f !== null).length}, in groups of: ${[...groups.values()].join(', ') || 'none'}`,
  );
  say(`${(took / texts.length).toFixed(2)} ms a text`);
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
