import { describe, expect, test } from 'vitest';
import { chinaDay, listStamp, namedDay, stamp } from '../../src/ui/dates.ts';
import { clauses } from '../../src/ui/message/clauses.ts';
import { spokenParagraphs } from '../../src/ui/message/spoken-paragraphs.ts';
import { countText, percentText, verdictIndex } from '../../src/ui/numbers.ts';
import { htmlAttributes, isPreference, readPreferences } from '../../src/ui/preferences.ts';
import { backTo, safeBack } from '../../src/ui/safe-back.ts';
import { remainingText, spanText } from '../../src/ui/spans.ts';
import { words } from '../../src/ui/words/words.ts';
import { projectFiles } from '../support/project-files.ts';

/** Every word of a table by its path; functions are called with numbers to see that they speak. */
function spoken(table: unknown, path = ''): Map<string, string> {
  if (typeof table === 'string') return new Map([[path, table]]);
  if (typeof table === 'function') return new Map([[path, String(table('7', '8'))]]);
  const entries = Object.entries(table as object).flatMap(([key, value]) => [
    ...spoken(value, `${path}.${key}`),
  ]);
  return new Map(entries);
}

describe('words', () => {
  const [zh, en] = [spoken(words('zh')), spoken(words('en'))];

  test('Both languages say the same things', () => {
    expect([...en.keys()]).toEqual([...zh.keys()]);
  });

  test('Nothing is left unsaid, except what has no word in that language', () => {
    const silent =
      /^\.message\.nextNote\.none$|^\.message\.nowWith\.1$|^\.lists\.pieces$|^\.desk\.rulerNote\.(used|open|over)$|^\.write\.writingTo\.1$|^\.instructing\.why\.(deputy|found)$/;
    const empty = [...zh, ...en].filter(([path, word]) => word.trim() === '' && !silent.test(path));
    expect(empty).toEqual([]);
  });

  test('Every word is asked for somewhere', () => {
    const program = projectFiles('src').filter(({ name }) => !name.startsWith('src/ui/words/'));
    const asked = new Set(program.flatMap(({ text }) => text.match(/[\w-]+/g) ?? []));
    const dead = Object.entries(words('zh')).flatMap(([room, table]) =>
      typeof table === 'object'
        ? Object.keys(table)
            .filter((key) => !asked.has(key))
            .map((key) => `${room}.${key}`)
        : [],
    );
    expect(dead).toEqual([]);
  });

  test('There are eighteen reasons for not showing a message, each with advice', () => {
    const reasons = Object.values(words('zh').reasons);
    expect(reasons).toHaveLength(18);
    expect(reasons.every(({ name, advice }) => name && advice)).toBe(true);
  });
});

describe('time', () => {
  const nearMidnight = new Date('2026-11-08T16:30:00Z');

  test('A moment is told as the clocks of China show it', () => {
    expect(chinaDay(nearMidnight)).toBe('2026-11-09');
    expect(stamp(nearMidnight, 'zh')).toBe('11月9日 周一 00:30');
    expect(stamp(nearMidnight, 'en')).toBe('Mon 9 Nov 00:30');
    expect(namedDay(nearMidnight, 'zh')).toBe('2026年11月9日 星期一');
  });

  test('A list says today, the day, or the year, as seen from the server', () => {
    const at = (now: string) => listStamp(nearMidnight, new Date(now), 'zh');
    expect(at('2026-11-09T15:59:00Z')).toBe('今天00:30');
    expect(at('2026-11-09T16:01:00Z')).toBe('11月9日 00:30');
    expect(at('2026-12-31T16:01:00Z')).toBe('2026年11月9日');
  });

  test('What is left of a clock is said in its own unit', () => {
    const w = words('zh');
    expect(remainingText({ unit: 'workdays', count: 1, late: false }, w)).toBe('还剩1个工作日');
    expect(remainingText({ unit: 'workdays', count: 0, late: false }, w)).toBe('今天到期');
    expect(remainingText({ unit: 'hours', count: 3, late: true }, w)).toBe('已逾期3小时');
  });

  test('A span is told in the largest unit that is still exact enough', () => {
    const told = [20_000, 48 * 60_000, 88 * 60_000, 7_200_000, 75 * 3_600_000].map((ms) =>
      spanText(ms, words('zh')),
    );
    expect(told).toEqual(['不到1分钟', '48分钟', '1小时28分', '2小时', '3天']);
  });
});

describe('numbers', () => {
  test('A verdict follows the board’s convention at its edges', () => {
    expect([5, 4.01, 4, 3.01, 3, 2, 1].map(verdictIndex)).toEqual([0, 0, 1, 1, 2, 3, 4]);
    expect([countText(1_234_567), percentText(0.9156)]).toEqual(['1,234,567', '91.6']);
  });
});

describe('text', () => {
  test('A title breaks after its commas and loses nothing', () => {
    expect(clauses('乡道桥面塌陷三个月，娃娃上学要绕行')).toEqual(['乡道桥面塌陷三个月，', '娃娃上学要绕行']);
    expect(clauses('没有逗号')).toEqual(['没有逗号']);
  });

  test('A redaction in the public text is marked, other brackets are words', () => {
    expect(spokenParagraphs('电话【手机号已隐去】，见【通知】\n\n 第二段 ')).toEqual([
      [
        { words: '电话', redacted: false },
        { words: '手机号已隐去', redacted: true },
        { words: '，见【通知】', redacted: false },
      ],
      [{ words: '第二段', redacted: false }],
    ]);
  });
});

describe('coming back', () => {
  test.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/%zz',
    'javascript:alert(1)',
    '',
    null,
  ])('No form sends its reader to %s', (wanted) => {
    const back = safeBack(wanted);
    expect(new URL(back, 'http://here.example').origin).toBe('http://here.example');
    expect(back.startsWith('/') && !/^\/[/\\]/.test(back)).toBe(true);
  });

  test('A page keeps its query but neither a wished language nor the name of an action', () => {
    expect(safeBack('/messages?q=暖气&lang=en')).toBe(`/messages?q=${encodeURIComponent('暖气')}`);
    expect(backTo({ pathname: '/write', search: '?/send&stage=2' })).toBe('/write?stage=2');
  });
});

describe('preferences', () => {
  test('A cookie that says nonsense means the default', () => {
    expect(readPreferences(() => '"><script>')).toEqual({ lang: 'zh', size: 'normal', theme: 'auto' });
    expect(isPreference('size', 'huge')).toBe(false);
  });

  test('The page carries the preferences for its style sheets', () => {
    expect(htmlAttributes({ lang: 'zh', size: 'normal', theme: 'auto' })).toBe('lang="zh-CN"');
    expect(htmlAttributes({ lang: 'en', size: 'elder', theme: 'dark' })).toBe(
      'lang="en" data-size="elder" data-theme="dark"',
    );
  });
});
