import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameMatter, likeness } from '../../src/domain/same-matter.ts';

const lamp = {
  title: '柳溪路路灯坏了半个月',
  body: '柳溪路从3号到17号的路灯坏了半个月,晚上一片漆黑,老人出门很不方便,请尽快派人修理。',
};

describe('the same matter again', () => {
  test('the very same words are the same matter', () => {
    expect(isSameMatter(lamp, { ...lamp })).toBe(true);
  });

  test('so are they with other marks, blanks, widths and a greeting', () => {
    expect(
      isSameMatter(lamp, {
        ...lamp,
        body: `尊敬的领导:您好!${lamp.body.replaceAll(',', ',  ').replace('3', '３').replace('17', '１７')}谢谢!`,
      }),
    ).toBe(true);
  });

  test('a body written anew under nearly the same title is the same matter', () => {
    const again = {
      title: '柳溪路的路灯坏了半个月',
      body: '柳溪路的路灯坏了半个月还没人修,晚上一片漆黑,老人出门很不方便,什么时候派人修理?',
    };
    expect(isSameMatter(lamp, again)).toBe(true);
  });

  test.each([
    {
      title: '柳溪路垃圾没人清',
      body: '柳溪路菜场门口的垃圾三天没人清运,气味很大,苍蝇很多,请环卫部门来看看。',
    },
    { title: '咨询公租房申请条件', body: '请问外地户口在本市工作两年,可以申请公租房吗?需要哪些材料?' },
    { title: lamp.title, body: '孩子入学需要的居住证一直办不下来,窗口说系统升级,请问要等到什么时候?' },
  ])('$title: $body is another', (other) => {
    expect(isSameMatter(lamp, other)).toBe(false);
  });

  test('texts too short to have pairs are alike only when equal', () => {
    expect(likeness('灯', '灯')).toBe(1);
    expect(likeness('灯', '水')).toBe(0);
    expect(likeness('', '')).toBe(1);
    expect(likeness('灯', '路灯坏了')).toBe(0);
  });

  test('likeness lies between 0 and 1, is the same both ways, and is 1 of a text and itself', () => {
    const text = fc.string({ unit: fc.constantFrom(...'路灯坏了请修a1,。 \n👩\u200d\ud800'), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
        expect(likeness(a, b)).toBeLessThanOrEqual(1);
        expect(likeness(a, b)).toBe(likeness(b, a));
        expect(likeness(a, a)).toBe(1);
      }),
    );
  });

  test('two texts of full length are compared without waiting', () => {
    const long = Array.from({ length: 1000 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * 7919) % 20_000)),
    ).join('');
    expect(likeness(long, [...long].reverse().join(''))).toBeLessThan(0.05);
  });
});
