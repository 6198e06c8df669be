import { describe, expect, test } from 'vitest';
import { maskPersonal } from '../../src/domain/import/mask-personal.ts';
import { readSourceTime } from '../../src/domain/import/source-time.ts';
import { cleanLine, cleanLines, decodeCell } from '../../src/domain/import/tidy-cell.ts';
import { countGraphemes, faultOf } from '../../src/domain/text.ts';

describe('dates of a file', () => {
  const iso = (cell: string): string | undefined => readSourceTime(cell)?.toISOString();

  test.each([
    ['2019/4/25 9:32:09', '2019-04-25T01:32:09.000Z'],
    ['2019-04-25 09:32', '2019-04-25T01:32:00.000Z'],
    ['2018/8/1', '2018-07-31T16:00:00.000Z'],
    ['2019年4月25日 9:32', '2019-04-25T01:32:00.000Z'],
    ['2019/4/25 下午 3:05:00', '2019-04-25T07:05:00.000Z'],
    ['2019/4/25 上午 12:05:00', '2019-04-24T16:05:00.000Z'],
    ['２０１９／４／２５　９：３２：０９', '2019-04-25T01:32:09.000Z'],
    ['2019-04-25T09:32:09Z', '2019-04-25T09:32:09.000Z'],
    ['2019-04-25T09:32:09+09:00', '2019-04-25T00:32:09.000Z'],
    ['43466', '2018-12-31T16:00:00.000Z'],
    ['43830.41', '2019-12-31T01:50:24.000Z'],
    // 0.632974537 of a day is 15:11:29, not a fraction of a second less.
    ['43820.632974537002', '2019-12-21T07:11:29.000Z'],
  ])('%s is read as Shanghai wrote it', (cell, instant) => {
    expect(iso(cell)).toBe(instant);
  });

  test.each([
    '',
    'unknown',
    '2019/13/1',
    '2019/2/29',
    '2019/4/25 25:00:00',
    '2019/4/25 9:61',
    '4/25/2019',
    '123456',
  ])('“%s” is no date', (cell) => {
    expect(readSourceTime(cell)).toBeUndefined();
  });
});

describe('cells of a file', () => {
  test('HTML blanks, codes and spreadsheet codes become plain words', () => {
    expect(cleanLine(decodeCell('\u200B咨询&nbsp;H3县\u00A0天然气&gt;流程 '))).toBe('咨询 H3县 天然气>流程');
    expect(cleanLines(decodeCell('领导:_x000D_\n\u3000\u3000您好!<br>请看&#65288;附件&#xFF09;'))).toBe(
      '领导:\n您好!\n请看（附件）',
    );
  });

  test('A run of blanks where a line ended becomes a line end; a single one stays', () => {
    expect(cleanLines('网友：　　您好！　　一、已修。\u00A0 \u00A0二、谢 谢。')).toBe(
      '网友：\n您好！\n一、已修。\n二、谢 谢。',
    );
  });

  test('Words in angle brackets and ampersands in addresses stay', () => {
    const words = '根据<会计法>,见 a.example/?x=1&isPre=1,&unknown; 与 &#xD800;';
    expect(cleanLines(decodeCell(words))).toBe(words);
  });

  test('Nothing that the form would refuse as a control character is left, and nothing visible is lost', () => {
    const raw =
      '请\u0000看\u0007\u202E这\uFEFF里\u00AD。\u{E0041}👨\u200D👩\u200D👧 一\u200D家\v第二行\u2028第三行';
    const plain = cleanLines(decodeCell(raw));
    expect(faultOf('body', plain, 1000, { lines: true })).toBeUndefined();
    expect(plain).toBe('请看这里。👨\u200D👩\u200D👧 一家\n第二行\n第三行');
  });

  test('Today’s limits are counted as the door counts: an invisible character is one', () => {
    expect(countGraphemes(decodeCell('\u200B' + '字'.repeat(22)))).toBe(23);
    expect(countGraphemes(cleanLine(decodeCell('\u200B' + '字'.repeat(22))))).toBe(22);
  });
});

describe('numbers of persons', () => {
  test.each([
    ['电话13912345678,急', '电话【手机号已隐去】,急'],
    ['拨+86 139-1234-5678或139 1234 5678', '拨【手机号已隐去】或【手机号已隐去】'],
    ['１３９１２３４５６７８', '【手机号已隐去】'],
    ['身份证51010719900307123X。', '身份证【身份证号已隐去】。'],
    ['证号510107199003071234手机13912345678', '证号【身份证号已隐去】手机【手机号已隐去】'],
  ])('%s', (text, masked) => {
    expect(maskPersonal(text).text).toBe(masked);
  });

  test.each([
    '热线12345',
    '座机0731-88887777',
    '订单2019139123456780',
    '139123456789',
    '合同号510107209903071234',
    '面积1391234567平方米',
  ])('%s leads to nobody and stays', (text) => {
    expect(maskPersonal(text)).toEqual({ text, count: 0 });
  });
});
