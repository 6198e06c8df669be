import { describe, expect, test } from 'vitest';
import { isProofWise } from '../../src/domain/humanity/asking.ts';
import { isAnswer, makeQuestion } from '../../src/domain/humanity/question.ts';
import { chance } from '../support/planted/random.ts';

const ofEach = 4_000;
const questions = (lang: 'zh' | 'en') => {
  const by = chance(20_261_126);
  return Array.from({ length: ofEach }, () => makeQuestion((below) => by.int(below), lang));
};

describe.each(['zh', 'en'] as const)('Questions in %s', (lang) => {
  const all = questions(lang);

  test('are of great variety, and each fits a line or two', () => {
    expect(new Set(all.map(({ text }) => text)).size).toBeGreaterThan(ofEach * 0.7);
    for (const { text } of all) {
      expect(text).not.toMatch(/[{}]|undefined|\d/);
      expect(text.length).toBeLessThan(130);
    }
  });

  test('have an answer that is taken however it is typed, and nothing else is', () => {
    for (const question of all) {
      for (const answer of question.answers)
        expect(isAnswer(question, ` ${answer.toUpperCase()}。`), question.text).toBe(true);
      for (const wrong of ['', ' ', '？', 'xyz', question.text])
        expect(isAnswer(question, wrong), question.text).toBe(false);
    }
  });

  test('are not answered by the same word twice in a row of many', () => {
    const counts = new Map<string, number>();
    for (const { answers } of all) counts.set(answers[0] ?? '', (counts.get(answers[0] ?? '') ?? 0) + 1);
    // Whoever always types the commonest answer is right about once in sixteen.
    expect(Math.max(...counts.values()) / ofEach).toBeLessThan(0.065);
  });
});

test('A question is answered in figures, in words and with what people say around it', () => {
  const question = { text: '', answers: ['12', '十二'] };
  for (const typed of ['12', '１２', ' 十二个', '答案是十二', '12 次。'])
    expect(isAnswer(question, typed), typed).toBe(true);
  expect(isAnswer(question, '21')).toBe(false);
  expect(isAnswer({ text: '', answers: ['三', '3'] }, '星期三')).toBe(true);
  expect(isAnswer({ text: '', answers: ['banana'] }, 'the Banana')).toBe(true);
});

test('It is asked for when a network, or everybody together, asks for much', () => {
  expect(isProofWise('code', { network: 0.2, house: 20 })).toBe(false);
  expect(isProofWise('code', { network: 0.5, house: 20 })).toBe(true);
  expect(isProofWise('code', { network: 0, house: 300 })).toBe(true);
  expect(isProofWise('send', { network: 0, house: 300 })).toBe(false);
});
