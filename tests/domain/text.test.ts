import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countGraphemes, faultOf, tidy } from '../../src/domain/text.ts';
import { anyText } from './any-text.ts';

const family = '👨‍👩‍👧‍👦';
const codeOf = (
  text: string,
  most = 22,
  options: { required?: boolean; lines?: boolean } = { required: true },
) => faultOf('title', tidy(text), most, options)?.code;

describe('a character (字) is what a reader counts as one', () => {
  test.each([
    ['汉字', 2],
    ['A区3号楼', 5],
    [family, 1],
    ['👩🏽‍❤️‍💋‍👨🏽', 1],
    ['🇨🇳🇭🇰', 2],
    ['🏴󠁧󠁢󠁳󠁣󠁴󠁿', 1],
    ['1️⃣2️⃣', 2],
    ['한국', 2],
    ['e\u0301a\u0308', 2],
    ['བཀྲ་ཤིས', 5],
    ['𠮷野家', 3],
    ['一\r\n二', 3],
    ['“……”——', 6],
    ['', 0],
  ])('%j counts %i', (text, count) => {
    expect(countGraphemes(tidy(text))).toBe(count);
  });

  test('Hangul typed as single jamo counts as the syllables that are seen', () => {
    expect(countGraphemes(tidy('한국'.normalize('NFD')))).toBe(2);
  });

  test('the quick count of plain text agrees with the segmenter', () => {
    const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
    const slow = (text: string) => [...segmenter.segment(text)].length;
    // Han and Hangul are alike throughout: a few of them stand for all.
    for (let at = 0; at <= 0xffff; at += at > 0x3400 && at < 0xfb00 ? 89 : 1) {
      if (at >= 0xd800 && at <= 0xdfff) continue;
      const text = `字${String.fromCharCode(at)}${String.fromCharCode(at)}a`;
      if (countGraphemes(text) !== slow(text)) expect.fail(`U+${at.toString(16)}`);
    }
    const near = fc.string({
      unit: fc.constantFrom('字', 'a', '。', '\n', '\r', '\u0301', '\u200d', '👩', '가', 'ﾞ', '〮'),
    });
    fc.assert(fc.property(near, (text) => countGraphemes(text) === slow(text)));
  });
});

describe('tidying', () => {
  test('every kind of line end becomes one', () => {
    expect(tidy('a\r\nb\rc\nd\u2028e\u2029f')).toBe('a\nb\nc\nd\ne\nf');
  });

  test('letters are composed, and blanks at both ends go, the wide ones too', () => {
    expect(tidy('\u3000\ufeff e\u0301\u00a0\n')).toBe('é');
    expect(tidy('Ａ')).toBe('Ａ');
  });

  test('tidy text stays as it is when tidied again, whatever it was', () => {
    fc.assert(fc.property(anyText, (text) => tidy(tidy(text)) === tidy(text)));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => tidy(tidy(text)) === tidy(text)));
  });
});

describe('limits', () => {
  test('22 characters pass, a 23rd is counted out to the writer', () => {
    expect(codeOf('字'.repeat(22))).toBeUndefined();
    expect(faultOf('title', '字'.repeat(23), 22)).toEqual({
      field: 'title',
      code: 'too-long',
      with: { most: 22, have: 23, over: 1 },
    });
  });

  test('blanks at the ends and a CRLF cost nothing extra', () => {
    expect(codeOf(`  ${'字'.repeat(22)}\r\n`)).toBeUndefined();
    expect(codeOf(`${'字'.repeat(10)}\r\n${'字'.repeat(11)}`, 22, { lines: true })).toBeUndefined();
  });

  test('an over-long text is told its true number, in characters as they are seen', () => {
    expect(faultOf('body', '字'.repeat(300_000), 1000)?.with).toEqual({
      most: 1000,
      have: 300_000,
      over: 299_000,
    });
    expect(faultOf('title', family.repeat(30), 22)?.with).toEqual({ most: 22, have: 30, over: 8 });
  });

  test('at most four code points a character are let in over the whole text', () => {
    const accented = `a${'\u0323\u0331\u0330'}`;
    expect([...tidy(accented)]).toHaveLength(3);
    expect(codeOf(accented.repeat(22))).toBeUndefined();
    expect(codeOf('👨‍👩‍👧'.repeat(17) + 'ab')).toBeUndefined();
    expect(codeOf('👨‍👩‍👧'.repeat(17) + 'abcd')).toBe('too-dense');
    expect(codeOf(family.repeat(20))).toBe('too-dense');
  });

  test('ten code points in one character pass, eleven do not', () => {
    expect(codeOf('👩🏽‍❤️‍💋‍👨🏽')).toBeUndefined();
    expect(codeOf(`a${'\u0331'.repeat(9)}`)).toBeUndefined();
    expect(codeOf(`a${'\u0331'.repeat(10)}`)).toBe('too-dense');
  });

  test('what is empty or only blank is missing where it must be given, and good where it may be left out', () => {
    for (const text of ['', '   ', '\u3000\n', '\u2800\u2800']) expect(codeOf(text)).toBe('required');
    expect(codeOf('', 22, {})).toBeUndefined();
  });
});

describe('what nobody sees is refused', () => {
  test.each([
    ['a zero-width space', '维\u200b修'],
    ['a zero-width non-joiner', '维\u200c修'],
    ['a joiner between letters', '维\u200d修'],
    ['a joiner at the end of an emoji', '👩\u200d'],
    ['a joiner before an emoji', '修\u200d👩'],
    ['two joiners in an emoji', '👩\u200d\u200d👧'],
    ['a joiner that reaches over a line', '👩\u200d\n👧'],
    ['a right-to-left override', 'gpj.\u202eexe'],
    ['a bidi isolate', '\u2067文\u2069'],
    ['an Arabic letter mark', '文\u061c'],
    ['a soft hyphen', 'a\u00adb'],
    ['a word joiner', 'a\u2060b'],
    ['a byte order mark inside', 'a\ufeffb'],
    ['a Hangul filler', '文\u3164'],
    ['a halfwidth Hangul filler', '文\uffa0'],
    ['a grapheme joiner', '文\u034f'],
    ['an emoji selector after a letter', '文\ufe0f'],
    ['tag characters', '文\u{e0041}\u{e0042}'],
    ['a loose language tag', '\u{1f3f4}\u{e0061}'],
    ['a null', '文\u0000'],
    ['an escape', '文\u001b[31m'],
    ['a C1 control', '文\u0085'],
    ['an annotation anchor', '文\ufff9'],
    ['a noncharacter', '文\uffff'],
    ['half a surrogate pair', '文\ud83d'],
    ['the other half', '\udc69文'],
  ])('%s', (_, text) => {
    expect(faultOf('body', tidy(text), 1000, { required: true, lines: true })?.code).toBe(
      'control-characters',
    );
  });

  test('a line end has its place in the body and none in the title', () => {
    expect(codeOf('上\n下', 22, { lines: true })).toBeUndefined();
    expect(codeOf('上\t下', 22, { lines: true })).toBeUndefined();
    expect(codeOf('上\n下')).toBe('control-characters');
  });

  test.each([
    [family],
    ['🕵🏽‍♂️'],
    ['🏳️‍🌈'],
    ['❤️‍🔥'],
    ['👩‍🦰'],
    ['🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['☎︎'],
    ['5️⃣'],
    ['葛󠄀'],
    ['ᠮᠣᠩᠭᠣᠯ᠋'],
    ['ئۇيغۇرچە'],
    ['བོད་ཡིག'],
    ['Zürich №5 ½ ℃ ￥'],
  ])('%s passes', (text) => {
    expect(codeOf(text)).toBeUndefined();
  });
});

describe('any string at all', () => {
  const unit = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        '字',
        'a',
        '👩',
        '🏽',
        '\u200d',
        '\ufe0f',
        '\u0301',
        '🇨',
        '\u1100',
        '\u1161',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '\n',
        '\r',
        '\u2028',
        '\u202e',
        '\u3164',
        '\ud800',
        '\udc00',
        ' ',
        '\u{e0067}',
      ),
    },
  );
  const anything = fc.oneof(
    anyText,
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.array(unit, { maxLength: 200 }).map((parts) => parts.join('')),
    fc.array(fc.nat(0xffff), { maxLength: 100 }).map((units) => String.fromCharCode(...units)),
  );

  test('has a fault or is within every limit, and never throws', () => {
    const seen = /[\p{Cc}\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u3164]/u;
    fc.assert(
      fc.property(anything, fc.boolean(), (raw, lines) => {
        const text = tidy(raw);
        const fault = faultOf('x', text, 22, { required: true, lines });
        if (fault) return;
        const parts = [...new Intl.Segmenter('zh').segment(text)].map((s) => [...s.segment].length);
        expect(parts.length).toBeGreaterThan(0);
        expect(parts.length).toBeLessThanOrEqual(22);
        expect([...text].length).toBeLessThanOrEqual(88);
        expect(Math.max(...parts)).toBeLessThanOrEqual(10);
        expect(text.isWellFormed()).toBe(true);
        expect(seen.test(lines ? text.replace(/[\n\t]/g, '') : text)).toBe(false);
        expect(text).toBe(text.normalize('NFC'));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['a megabyte of text', '字'.repeat(1_000_000)],
    ['a pile of marks that NFC would sort for minutes', `a${'\u0301\u0323'.repeat(200_000)}`],
    ['many joined emoji', family.repeat(50_000)],
    ['one endless emoji', '👩\u200d'.repeat(200_000)],
    ['selectors', `👩${'\ufe0f'.repeat(400_000)}`],
    ['flags', '🇨🇳'.repeat(200_000)],
    ['blanks', ' \u3000'.repeat(300_000)],
    ['zero-width', '\u200b'.repeat(500_000)],
  ])('%s is judged before anybody waits (a quadratic way runs into the time limit)', (_, text) => {
    expect(faultOf('body', tidy(text), 1000, { required: true, lines: true })).toBeDefined();
  });
});
