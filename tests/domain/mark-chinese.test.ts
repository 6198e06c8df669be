import { describe, expect, test } from 'vitest';
import { markChinese } from '../../src/ui/mark-chinese.ts';

describe('In an English page', () => {
  test.each([
    ['a name', '<a href="/x">广元市</a>', '<a href="/x"><span lang="zh-CN">广元市</span></a>'],
    ['a text with letters', '<p>7栋B座漏水 </p>', '<p><span lang="zh-CN">7栋B座漏水</span> </p>'],
    ['a choice', '<option value="1">四川省</option>', '<option lang="zh-CN" value="1">四川省</option>'],
    [
      'what somebody typed',
      '<textarea name="t">路灯</textarea>',
      '<textarea lang="zh-CN" name="t">路灯</textarea>',
    ],
  ])('%s is marked as Chinese', (_, html, marked) => expect(markChinese(html)).toBe(marked));

  test.each([
    ['a name inside a sentence', '<p>Your message to 广元市委书记 was received.</p>'],
    ['what is marked already', '<button lang="zh-CN" class="plain">中文</button>'],
    ['the title of the page', '<title>路灯</title>'],
    ['a script', '<script type="application/ld+json">{"name":"路灯"}</script>'],
    ['a value with a sign of its own', '<a title="甲 > 乙" href="/">Home</a>'],
    ['a remark of the framework', '<!--[-1-->Home<!--路灯-->'],
  ])('%s stays as it is', (_, html) => expect(markChinese(html)).toBe(html));

  test('what looks like a tag and was escaped stays escaped', () =>
    expect(markChinese('<p>&lt;b>路灯&lt;/b>坏了</p>')).toBe(
      '<p><span lang="zh-CN">&lt;b>路灯&lt;/b>坏了</span></p>',
    ));
});
