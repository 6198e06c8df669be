import type { Refused } from '../refused.ts';

/** What an act on a case answers with when its page is shown again. */
export interface ActAnswer extends Partial<Refused> {
  act: string;
  values?: Record<string, string>;
}

/** What was typed into the form of this act, and what is wrong with it. */
export function answerOf(answer: ActAnswer | null, act: string) {
  const mine = answer?.act === act ? answer : null;
  return {
    open: mine !== null,
    value: (field: string) => mine?.values?.[field] ?? '',
    error: (field: string) => mine?.errors?.find((each) => each.field === field)?.text,
  };
}
