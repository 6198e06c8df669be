import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../../src/ui/desk/review/compare.ts';
import {
  cover,
  type Drafted,
  placesOf,
  takeAll,
  turn,
  undecided,
} from '../../src/ui/desk/review/redaction.ts';
import { textLines } from '../../src/ui/desk/review/text-lines.ts';

const original = {
  title: '路面塌陷,找王甲',
  body: '书记您好!我叫王甲,电话13800000217。\n孩子脚陷进去了,车牌川A·7K2Z8,再打13800000217。',
  place: '',
};
const untouched: Drafted = { shown: original, kept: [] };
const brief = (drafted: Drafted) =>
  placesOf(original, drafted).map((p) => `${p.n} ${p.field} ${p.state} ${p.was}→${p.now}`);

describe('The texts of the review desk', () => {
  test('proposals stand open, numbered in the order of the text', () => {
    expect(brief(untouched)).toEqual([
      '1 body open 王甲→【姓名已隐去】',
      '2 body open 13800000217→【手机号已隐去】',
      '3 body open 川A·7K2Z8→【车牌已隐去】',
      '4 body open 13800000217→【手机号已隐去】',
    ]);
  });

  test('all are taken with one key, and one is taken back again', () => {
    const all = takeAll(original, untouched);
    expect(all.shown['body']).toBe(
      '书记您好!我叫【姓名已隐去】,电话【手机号已隐去】。\n孩子脚陷进去了,车牌【车牌已隐去】,再打【手机号已隐去】。',
    );
    const places = placesOf(original, all);
    expect([undecided(places), places.map((p) => p.state)]).toEqual([0, Array(4).fill('taken')]);
    expect(places.map((p) => p.why)).toEqual(['name-said', 'mobile-number', 'number-plate', 'mobile-number']);
    const back = turn(original, all, { turn: 'undo', key: places[1]?.key ?? '' });
    expect(back.shown['body']).toContain('电话13800000217。');
    expect(back.shown['body']).toContain('再打【手机号已隐去】');
  });

  test('what is left on purpose counts as decided, and can be taken after all', () => {
    const left = turn(original, untouched, { turn: 'leave', key: 'body:12' });
    expect(placesOf(original, left).map((p) => p.state)).toEqual(['open', 'left', 'open', 'open']);
    const taken = turn(original, left, { turn: 'take', key: 'body:12' });
    expect([placesOf(original, taken)[1]?.state, taken.kept]).toEqual(['taken', []]);
  });

  test('what its writer covered already is left, holds nothing up, and can be taken out', () => {
    const text = { body: '业主王某某和我说了。' };
    const [place] = placesOf(text, { shown: text, kept: [] });
    expect(place).toMatchObject({ state: 'left', was: '王某某', why: 'name-half-covered' });
    expect(takeAll(text, { shown: text, kept: [] }).shown).toEqual(text);
    const taken = turn(text, { shown: text, kept: [] }, { turn: 'take', key: place?.key ?? '' });
    expect(taken.shown['body']).toBe('业主【姓名已隐去】和我说了。');
  });

  test('a stretch selected in the original is found in a public text that was changed before it', () => {
    const all = takeAll(original, untouched);
    const at = original.body.indexOf('孩子');
    const { drafted } = cover(
      original,
      all,
      { side: 'original', field: 'body', start: at, end: at + 2 },
      'other',
    );
    expect(drafted.shown['body']).toContain('\n【内容已隐去】脚陷进去了,车牌【车牌已隐去】');
  });

  test('a stretch that reaches into a mark takes the whole mark', () => {
    const all = takeAll(original, untouched);
    const body = all.shown['body'] ?? '';
    const start = body.indexOf('电话');
    const { drafted } = cover(
      original,
      all,
      { side: 'shown', field: 'body', start, end: start + 4 },
      'phone',
    );
    expect(drafted.shown['body']).toMatch(/^书记您好!我叫【姓名已隐去】,【手机号已隐去】。\n/);
  });

  test('a name is taken out of the title, and the place is numbered first', () => {
    const start = original.title.indexOf('王甲');
    const { drafted } = cover(
      original,
      untouched,
      { side: 'original', field: 'title', start, end: start + 2 },
      'name',
    );
    expect(brief(drafted)[0]).toBe('1 title taken 王甲→【姓名已隐去】');
  });

  test('words changed by hand are one place, not a scatter of letters', () => {
    const drafted = { shown: { ...original, title: '路面塌陷,找一位同学' }, kept: [] };
    expect(brief(drafted)[0]).toBe('1 title taken 王甲→一位同学');
  });

  test('each side is drawn with its own letters at their own offsets', () => {
    const all = takeAll(original, untouched);
    const places = placesOf(original, all);
    for (const side of ['original', 'shown'] as const) {
      const text = (side === 'original' ? original : all.shown)['body'] ?? '';
      const lines = textLines(
        text,
        places.filter((p) => p.field === 'body'),
        side,
      );
      expect(lines.map((line) => line.map((run) => run.text).join(''))).toEqual(text.split('\n'));
      for (const run of lines.flat()) expect(text.slice(run.at, run.at + run.text.length)).toBe(run.text);
      expect(lines.flat().filter((run) => run.place && run.last).length).toBe(4);
    }
  });
});

describe('Whatever was changed', () => {
  const piece = fc.constantFrom('甲', '乙', 'a', '1', '\n', '【姓名已隐去】', '13800000217', ',');
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  test('the differences, applied to the original, give the public text', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        let built = '';
        let at = 0;
        for (const { from, to, was, now } of compare(before, after)) {
          expect([before.slice(...from), after.slice(...to)]).toEqual([was, now]);
          built += before.slice(at, from[0]) + now;
          at = from[1];
        }
        expect(built + before.slice(at)).toBe(after);
      }),
    );
  });

  test('what was selected becomes one place with one mark, however alike the letters are', () => {
    const letters = fc.array(fc.constantFrom('甲', '乙', ' ', '1'), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(letters, fc.nat(), fc.nat(), (all, from, length) => {
        const body = all.join('');
        const start = from % body.length;
        const end = Math.min(body.length, start + 1 + (length % 6));
        const selected = { side: 'original', field: 'body', start, end } as const;
        const { drafted } = cover({ body }, { shown: { body }, kept: [] }, selected, 'name');
        const places = placesOf({ body }, drafted);
        expect(places.map((p) => [p.was, p.now])).toEqual([[body.slice(start, end), '【姓名已隐去】']]);
      }),
    );
  });

  test('undoing every place gives the original back', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        let drafted: Drafted = { shown: { body: after }, kept: [] };
        for (let tries = 0; tries < 60; tries += 1) {
          const taken = placesOf({ body: before }, drafted).find((p) => p.state === 'taken');
          if (!taken) break;
          drafted = turn({ body: before }, drafted, { turn: 'undo', key: taken.key });
        }
        expect(drafted.shown['body']).toBe(before);
      }),
    );
  });

  test('two texts with nothing in common are compared at once', () => {
    const begun = performance.now();
    expect(compare('甲'.repeat(2000), '乙'.repeat(2000)).length).toBe(1);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
