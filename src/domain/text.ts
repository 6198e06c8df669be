import type { FieldFault } from './refusal.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Text in which each unit is a grapheme by itself, as in nearly every message; spares the segmenter. */
const plain =
  /^[\n\t\x20-\x7E\u00B7\u2010-\u2027\u2030-\u205E\u3000-\u3029\u3400-\u4DBF\u4E00-\u9FFF\uFF01-\uFF60]*$/;

/** What nobody sees: controls, zero-width and bidi characters, blank fillers, line separators, noncharacters. */
const invisible =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\uFFF9-\uFFFB]/u;

/** Where an invisible character does its proper work: inside an emoji, or choosing the form of the letter before it. */
const proper = new RegExp(
  [
    '(?<=\\p{Extended_Pictographic}[\\uFE0F\\u{1F3FB}-\\u{1F3FF}]{0,2})\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=[\\p{Emoji}\\p{S}])[\\uFE0E\\uFE0F]',
    // The flags of England, Scotland and Wales are spelled in tag characters.
    '(?<=\\u{1F3F4})\\u{E0067}\\u{E0062}(?:\\u{E0065}\\u{E006E}\\u{E0067}|\\u{E0073}\\u{E0063}\\u{E0074}|\\u{E0077}\\u{E006C}\\u{E0073})\\u{E007F}',
    '(?<=\\p{Script=Han})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]',
    '(?<=\\p{Script=Mongolian})[\\u180B-\\u180F]',
  ].join('|'),
  'gu',
);

/** More marks on one letter than any script piles up; NFC would take quadratic time over them. */
const pile = /\p{M}{32}/u;

/** The text as the house keeps it: every line end is LF, NFC, trimmed. */
export function tidy(text: string): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, '\n');
  return (pile.test(lines) ? lines : lines.normalize('NFC')).trim();
}

/** What the real board calls 字: graphemes of the tidied text. The same count runs live in the form. */
export function countGraphemes(text: string): number {
  if (plain.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** Judges one tidied text of a field against its limit; undefined when it is good. */
export function faultOf(
  field: string,
  text: string,
  most: number,
  options: { required?: boolean; lines?: boolean } = {},
): FieldFault | undefined {
  if (options.required && isBlank(text)) return { field, code: 'required' };
  // A space, so that a joiner does not reach over the end of a line.
  const line = options.lines ? text.replace(/[\n\t]/g, ' ') : text;
  if (!line.isWellFormed() || invisible.test(line.replace(proper, '')))
    return { field, code: 'control-characters' };
  if (pile.test(text)) return { field, code: 'too-dense' };
  const have = countGraphemes(text);
  if (have > most) return { field, code: 'too-long', with: { most, have, over: have - most } };
  return isDense(text, most) ? { field, code: 'too-dense' } : undefined;
}

// The braille blank is the one letter without ink that trim leaves.
function isBlank(text: string): boolean {
  return /^[\s\u2800]*$/.test(text);
}

function isDense(text: string, most: number): boolean {
  if (plain.test(text)) return false;
  if ([...text].length > most * 4) return true;
  for (const { segment } of segmenter.segment(text)) if ([...segment].length > 10) return true;
  return false;
}
