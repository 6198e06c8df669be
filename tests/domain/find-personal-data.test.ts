import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPersonalData } from '../../src/domain/screening/find-personal-data.ts';

const wide = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const found = (text: string) => findPersonalData(text).map((d) => `${d.kind}:${d.text}`);

describe('What looks personal is found by rule', () => {
  test.each([
    ['我的电话13800000217,随时可以带路', 'phone:13800000217'],
    ['我的电话 138 0000 0217,随时', 'phone:138 0000 0217'],
    ['我的电话138-0000-0217', 'phone:138-0000-0217'],
    [`电话:${wide('13800000217')}`, `phone:${wide('13800000217')}`],
    ['打 +86 138 0000 0217 找我', 'phone:+86 138 0000 0217'],
    ['身份证11010519491231002X。', 'id-number:11010519491231002X'],
    ['身份证110105 19491231 002x。', 'id-number:110105 19491231 002x'],
    [`身份证${wide('11010519491231002X')}`, `id-number:${wide('11010519491231002X')}`],
    ['写信到 luo.man+2@example.org.cn 也行', 'email:luo.man+2@example.org.cn'],
    ['luoman\uFF20example.org', 'email:luoman\uFF20example.org'],
    ['卡号6222 0210 0112 2334 458', 'bank-card:6222 0210 0112 2334 458'],
    ['被川A·7K2Z8的渣土车压扁', 'plate:川A·7K2Z8'],
    ['新能源车川AD12345停在路口', 'plate:川AD12345'],
    ['渣土车川a7k2z8超载', 'plate:川a7k2z8'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]));

  test.each([
    ['打了市政电话12319,说归开发区管'],
    ['市住建局热线0790-0006231'],
    ['拨打 12345 或 110'],
    ['订单号20261124003171234567没人管'],
    ['身份证110105194912310021不对'],
    ['身份证11010519491331002X没有十三月'],
    ['卡号6222021001122334455差一位'],
    ['0000000000000000000'],
    ['我们村118户、430亩地,2026年11月24日'],
    ['新A股上市,川B地块'],
  ])('and what is not, is left alone: %s', (text) => expect(found(text)).toEqual([]));

  test('An ID number is not taken for a phone or a card, and each is found where it stands', () => {
    const text = '我叫王甲,身份证11010519491231002X,电话138 0000 0217;家人电话13800000218。';
    expect(found(text)).toEqual(['id-number:11010519491231002X', 'phone:138 0000 0217', 'phone:13800000218']);
    for (const { start, end, text: words } of findPersonalData(text))
      expect(text.slice(start, end)).toBe(words);
  });

  test('Whatever the text, the finds lie inside it, in order, and never overlap', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('13800000217', '11010519491231002X', ' ', '1', '@', 'a@b.cn', '川A12345'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let at = 0;
        for (const each of findPersonalData(text)) {
          expect(each.start).toBeGreaterThanOrEqual(at);
          expect(each.end).toBeGreaterThan(each.start);
          expect(text.slice(each.start, each.end)).toBe(each.text);
          at = each.end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test('A long text made to be slow is read at once', () => {
    const begun = performance.now();
    findPersonalData(`${'1 '.repeat(20_000)}${'a'.repeat(20_000)}@${'b.'.repeat(5_000)}`);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
