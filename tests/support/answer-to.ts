import { questionOf } from '../../src/server/access/humanity/question-of.ts';

/** What a person would answer to the question of this token. */
export function answerTo(token: string): string {
  const [, lang, , id = ''] = token.split('.');
  return questionOf(id, lang === 'en' ? 'en' : 'zh').answers[0] ?? '';
}
