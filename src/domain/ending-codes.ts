/** Why an office ends a message without an answer: a duplicate, outside its power (the right way is named), nobody to be identified. */
export const endingCodes = ['duplicate', 'outside-power', 'nobody-identified'] as const;
export type EndingCode = (typeof endingCodes)[number];

/** Is this one of them? */
export function isEndingCode(code: string): code is EndingCode {
  return (endingCodes as readonly string[]).includes(code);
}
