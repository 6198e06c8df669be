/** Digits that stand together, written in one way. */
export interface DigitGroup {
  digits: string;
  /** Offsets in the folded text. */
  start: number;
  end: number;
  /** What lies between it and the group before: nothing but another way of writing (seam), a blank or dash (soft), a sign of lists (list), an emoji or another odd sign (odd). */
  gap: 'none' | 'seam' | 'soft' | 'list' | 'odd';
  /** Written otherwise than in plain digits. */
  spelt: boolean;
}

const spelt: Readonly<Record<string, string>> = {
  ...numerals('〇一二三四五六七八九'),
  ...numerals('零壹贰叁肆伍陆柒捌玖'),
  // As people say numbers on the phone and on the radio.
  ...{ 幺: '1', 洞: '0', 拐: '7', 勾: '9', '○': '0' },
  // Letters that look like digits.
  ...{ O: '0', o: '0', l: '1', I: '1' },
};
const isDigit = (letter: string): boolean => letter >= '0' && letter <= '9';

const soft = /^[\s\p{Pd}.·•・_ー—()[\]【】]+$/u;
const list = /^[\s,，、/\\|~～;；]+$/u;
const separator =
  /^[\s\p{Pd}\p{Extended_Pictographic}\p{Sk}\p{Emoji_Modifier}.·•・_ー—()[\]【】,，、/\\|~～;；*#+=^'"‘’“”★☆●○■□◆◇▲△※→←♥♡]$/u;
/** A longer stretch between two groups parts them. */
const longestGap = 6;

/** Every run of digit groups with nothing but separators between them, in the order of the text. */
export function digitRuns(text: string): DigitGroup[][] {
  const runs: DigitGroup[][] = [];
  let run: DigitGroup[] = [];
  let gap = '';
  for (let at = 0; at < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const digit = isDigit(letter) ? letter : spelt[letter];
    if (digit !== undefined) {
      const last = run.at(-1);
      const group = { digits: digit, start: at, end: at + letter.length, spelt: !isDigit(letter) };
      if (last && gap === '' && last.spelt === group.spelt) {
        last.digits += digit;
        last.end = group.end;
      } else run.push({ ...group, gap: last ? gapOf(gap) : 'none' });
      gap = '';
    } else if (run.length > 0) {
      gap += letter;
      if (gap.length > longestGap || !separator.test(letter) || /[*]{3}/.test(gap)) {
        runs.push(run);
        [run, gap] = [[], ''];
      }
    }
    at += letter.length;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

function gapOf(gap: string): DigitGroup['gap'] {
  if (gap === '') return 'seam';
  if (soft.test(gap)) return 'soft';
  return list.test(gap) ? 'list' : 'odd';
}

function numerals(row: string): Record<string, string> {
  return Object.fromEntries([...row].map((letter, value) => [letter, String(value)]));
}
