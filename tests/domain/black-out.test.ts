import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blackMark, blackOut, piecesOf } from '../../src/domain/black-out.ts';

test('every occurrence is covered, the longer words first', () => {
  expect(blackOut('罗大山（罗）电话13800138000，罗大山收', ['罗', '罗大山', '13800138000'])).toBe(
    `${blackMark}（${blackMark}）电话${blackMark}，${blackMark}收`,
  );
});

test('a list is read line by line, each piece once', () => {
  expect(piecesOf(' 罗大山 \n\n13800138000\n罗大山\n')).toEqual(['罗大山', '13800138000']);
  expect(piecesOf(' \n')).toEqual([]);
});

test('nothing that was covered is left', () => {
  const digits = fc.stringMatching(/^[0-9a-d]{0,30}$/);
  fc.assert(
    fc.property(digits, fc.array(fc.stringMatching(/^[0-9a-d]{1,4}$/), { maxLength: 4 }), (text, pieces) =>
      pieces.every((piece) => !blackOut(text, pieces).includes(piece)),
    ),
  );
});
