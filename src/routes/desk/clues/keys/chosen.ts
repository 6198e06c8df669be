import type { Words } from '#ui/words/words.ts';

const shortest = 16;

/** A new passphrase out of the last two password fields of a form, or what is wrong with it. Fields have no names, so that no form can send them. */
export function chosenIn(
  form: HTMLFormElement,
  words: Pick<Words['clueDesk'], 'notSame' | 'tooShort'>,
): { passphrase: string; fault: string } {
  const fields = [...form.querySelectorAll<HTMLInputElement>('input[type=password]')];
  const [first = '', again = ''] = fields.slice(-2).map((field) => field.value);
  const fault = first.length < shortest ? words.tooShort : first === again ? '' : words.notSame;
  return { passphrase: first, fault };
}
