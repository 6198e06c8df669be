import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskName } from '../../src/domain/mask-name.ts';
import { anyText } from './any-text.ts';

describe('an author as the public sees them', () => {
  test.each([
    ['陈小满', '陈***'],
    ['欧阳明远', '欧***'],
    ['李', '李***'],
    ['  王芳 ', '王***'],
    ['阿不都热依木·艾力', '阿***'],
    ['John Smith', 'J***'],
    ['𠮷田', '𠮷***'],
    ['e\u0301mile', 'e\u0301***'],
    ['👨‍👩‍👧', '👨‍👩‍👧***'],
    ['', '网***'],
    ['   ', '网***'],
  ])('%j is shown as %j', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });

  test('never tells how long a name is, nor more of it than its first character', () => {
    const han = fc.string({ unit: fc.constantFrom(...'赵钱孙李周吴郑王冯陈'), minLength: 1, maxLength: 30 });
    fc.assert(fc.property(han, (name) => maskName(name) === `${name[0]}***`));
  });

  test('nothing given as a name throws', () => {
    fc.assert(fc.property(anyText, (name) => maskName(name).endsWith('***')));
  });
});
