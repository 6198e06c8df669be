import type { Ask, Question } from './ask.ts';
import type { Draw } from './draws.ts';
import { questionsIn } from './questions.ts';
import { questionsInEnglish } from './questions-in-english.ts';
import { questionsInChinese } from './questions-in-chinese.ts';

const sorts = { zh: questionsIn(questionsInChinese), en: questionsIn(questionsInEnglish) } as const;

/** One of many questions: sums and orders in words, what is left, what does not belong. No picture, no colour, no sound. */
export function makeQuestion(draw: Draw, lang: 'zh' | 'en'): Question {
  const asks: readonly Ask[] = sorts[lang];
  const ask = asks[draw(asks.length)];
  if (!ask) throw new Error('There is no such sort of question.');
  return ask(draw);
}

/** Does what was typed answer it? Case, width, spaces, marks and words around a number don't matter. */
export function isAnswer({ answers }: Question, typed: string): boolean {
  const given = bare(typed);
  return given !== '' && answers.some((answer) => bare(answer) === given);
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
    .replace(/^(是|答案是|the|a|an|it'?s|itis)(?=.)/u, '')
    .replace(/^(星期|周|礼拜)(?=.)/u, '')
    .replace(/(个|次|只|页|元|月|本)$/u, '');
}
