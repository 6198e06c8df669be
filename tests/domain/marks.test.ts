import { describe, expect, test } from 'vitest';
import { bestGuides } from '../../src/domain/guidance-match.ts';
import { checkMeasure } from '../../src/domain/marks.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { handlings, publications } from '../../src/domain/status.ts';
import { showsMarks } from '../../src/domain/visibility.ts';

const today = '2026-11-09';
const good = {
  measure: '暂停机动车尾号限行',
  on: '2026-11-05',
  link: 'https://www.chengdu.gov.cn/tz/1.html',
};
const faults = (changes: object): string[] => {
  try {
    checkMeasure({ ...good, ...changes }, today);
    return [];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.faults.map(({ field, code }) => `${field}: ${code}`);
  }
};

describe('a measure', () => {
  test('has a name, a day that has been, and a link that may be left out', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ link: '' })).toEqual([]);
    expect(faults({ measure: ' ', on: '' })).toEqual(['measure: required', 'on: required']);
    for (const on of ['2026-11-10', '2026-02-30', '9.11.2026', '20261105'])
      expect(faults({ on }), on).toEqual(['on: wrong-choice']);
  });

  test.each([
    'http://www.chengdu.gov.cn/',
    'javascript:alert(1)',
    'https://user:pass@chengdu.gov.cn/',
    'https://chengdu.gov.cn:8443/',
    'https://10.0.0.1/',
    'https://localhost/',
    'https://chengdu',
    '//chengdu.gov.cn/',
    `https://a.cn/${'x'.repeat(300)}`,
  ])('is not linked to %s', (link) => {
    expect(faults({ link })).toEqual(['link: wrong-link']);
  });
});

test('marks are shown of what is public and stands answered, nowhere else', () => {
  const shown = publications.flatMap((publication) =>
    handlings.flatMap((handling) =>
      [null, new Date()].flatMap((answeredAt) =>
        showsMarks({ publication, handling, answeredAt })
          ? [`${publication}/${handling}/${answeredAt !== null}`]
          : [],
      ),
    ),
  );
  expect(shown).toEqual(['public/answered/true', 'public/closed/true']);
});

describe('the guidance worth showing', () => {
  const wanted = {
    title: new Set(['异地', '就医', '备案', '怎么']),
    body: new Set(['老人', '成都', '住院', '报销']),
    topic: 7,
  };
  const guide = (words: string[], changes: object = {}) => ({
    words: new Set(words),
    topic: 7,
    distance: 0,
    ...changes,
  });

  test('speaks of what the title asks; the most alike first, then the nearest', () => {
    const [near, far] = [
      guide(['异地', '就医', '备案', '报销']),
      guide(['异地', '就医', '备案', '报销'], { distance: 1 }),
    ];
    const better = guide(['异地', '就医', '备案', '报销', '住院', '老人'], { distance: 2 });
    expect(bestGuides(wanted, [far, near, better], 3)).toEqual([better, near, far]);
    expect(bestGuides(wanted, [far, near, better], 1)).toEqual([better]);
  });

  test('is not what only shares a word, a topic, or single characters', () => {
    expect(bestGuides(wanted, [guide(['路灯', '报销'])], 3)).toEqual([]);
    expect(bestGuides(wanted, [guide([])], 3)).toEqual([]);
    expect(
      bestGuides({ ...wanted, title: new Set(['我', '的']), body: new Set() }, [guide(['我', '的'])], 3),
    ).toEqual([]);
  });
});
