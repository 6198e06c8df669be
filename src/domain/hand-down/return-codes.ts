/** Why a unit says: not ours. The code is shown in the trace; the words stay inside. */
export const returnCodes = [
  'other-unit',
  'other-place',
  'above-power',
  'other-procedure',
  'unclear',
] as const;
export type ReturnCode = (typeof returnCodes)[number];

/** Is this one of them? */
export function isReturnCode(code: string): code is ReturnCode {
  return (returnCodes as readonly string[]).includes(code);
}
