import type { FieldFault } from './refusal.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Zero-width, bidi and other invisible controls; emoji joiners (U+200D, U+FE0F) are judged in their grapheme. */
const invisible = /[\p{Cc}\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
const joinerOutsideEmoji = /(?<!\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]*)\u200D|\u200D(?!\p{Extended_Pictographic})/u;

/** The text as the house keeps it: CRLF → LF, NFC, trimmed. */
export function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

/** What the real board calls 字: graphemes of the tidied text. The same count runs live in the form. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** Judges one tidied text of a field against its limit; undefined when it is good. */
export function faultOf(field: string, text: string, most: number, options: { required?: boolean; lines?: boolean } = {}): FieldFault | undefined {
  if (text === '') return options.required ? { field, code: 'required' } : undefined;
  const bare = options.lines ? text.replaceAll('\n', '').replaceAll('\t', '') : text;
  if (invisible.test(bare) || joinerOutsideEmoji.test(bare) || !text.isWellFormed()) return { field, code: 'control-characters' };
  // Cheap bound first, so that a megabyte of marks is not segmented.
  if (text.length > most * 8) return { field, code: 'too-long', with: { most, have: text.length, over: text.length - most } };
  const have = countGraphemes(text);
  if (have > most) return { field, code: 'too-long', with: { most, have, over: have - most } };
  if ([...text].length > most * 4) return { field, code: 'too-dense' };
  for (const { segment } of segmenter.segment(text)) if ([...segment].length > 10) return { field, code: 'too-dense' };
  return undefined;
}
