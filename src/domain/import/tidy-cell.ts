import { tidy } from '../text.ts';

const named: Record<string, string> = {
  ...{
    nbsp: '\u00A0',
    ensp: '\u2002',
    emsp: '\u2003',
    thinsp: '\u2009',
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
  },
  ...{
    apos: "'",
    ldquo: '“',
    rdquo: '”',
    lsquo: '‘',
    rsquo: '’',
    hellip: '…',
    mdash: '—',
    middot: '·',
    bull: '•',
  },
  ...{ zwnj: '\u200C', zwj: '\u200D', shy: '\u00AD' },
};

/** Only tags that break lines: <会计法> and the like are words of the writer. */
const breaks = /<br\s*\/?>|<\/?(?:p|div)(?:\s[^<>]*)?>/gi;
const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,7}));/gi;
/** Spreadsheets write a carriage return inside a cell as _x000D_. */
const spreadsheetControl = /_x00([01][0-9A-F])_/gi;

const lineEnd = /[\v\f\u0085\u2028\u2029]/g;
const blank = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F]/g;
const invisible =
  /(?!\n)\p{Cc}|[\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
const strayJoiner =
  /(?<!\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]*)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;

/** The words of a cell as the writer meant them: HTML and spreadsheet codes read, CRLF → LF, NFC, trimmed. Today's limits are counted on this. */
export function decodeCell(raw: string): string {
  return tidy(
    raw
      .replace(breaks, '\n')
      .replace(entity, decoded)
      .replace(spreadsheetControl, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  );
}

/** A decoded cell as it is shown: HTML blanks as plain ones, nothing invisible, and line ends where a run of blanks stood for one. */
export function cleanLines(text: string): string {
  const plain = withoutInvisible(text);
  return plain
    .replace(/[ \u3000]*\n[ \u3000]*/g, '\n')
    .replace(/[ \u3000]{2,}/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The same for a title, a name or a place: one line. */
export function cleanLine(text: string): string {
  return withoutInvisible(text).replace(/\s+/g, ' ').trim();
}

function withoutInvisible(text: string): string {
  return text
    .replace(lineEnd, '\n')
    .replace(blank, ' ')
    .replace(invisible, '')
    .replace(strayJoiner, '')
    .normalize('NFC');
}

function decoded(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : whole;
}
