import { findPersonalData, type PersonalDatum } from '../screening/find-personal-data.ts';
import type { CheckedDraft, CheckedMessage, ReplyFinding } from './finding.ts';

/** A flat or a house to the door: enough to find who lives there. */
const door =
  /\d+\s*(?:号楼|栋|幢|座)\s*(?:[一二三四五六七八九十\d]+\s*单元)?\s*\d{2,4}\s*(?:室|号|房|户)|[一二三四五六七八九十\d]+\s*单元\s*\d{3,4}(?:\s*(?:室|号|房))?|[村组]\s*\d+\s*号(?!文|令|线)/g;

/** Before a number that somebody gives to be called. */
const asContact =
  /(?:联系|电话|咨询|热线|手机|经办|负责|责任|值班|专干|科长|主任|同志|人员)[^。；;\n]{0,12}$/;

/** Anybody's personal data in a reply that everybody will read: numbers, cards, plates, doors. */
export function findPersonal({ text }: CheckedDraft, message: CheckedMessage): ReplyFinding[] {
  const written = digitsOf(`${message.title}\n${message.body}`);
  const data = findPersonalData(text).filter((datum) => !isOfficial(datum));
  const found = data.map((datum) => finding(datum, severityOf(datum, text, written)));
  const doors = [...text.matchAll(door)].map(({ 0: hit, index }) =>
    finding({ start: index, end: index + hit.length, text: hit }, 'warns'),
  );
  const all = [...found, ...doors].toSorted((a, b) => (a.at?.start ?? 0) - (b.at?.start ?? 0));
  // Only its author reads a private reply: said with care, not forbidden.
  return message.isPublic ? all : all.map((each) => ({ ...each, severity: 'warns' }));
}

function severityOf(
  { kind, start, text: words }: PersonalDatum,
  text: string,
  written: string,
): ReplyFinding['severity'] {
  if (kind === 'id-number' || kind === 'bank-card') return 'stops';
  if (kind !== 'phone') return 'warns';
  // The citizen's own number is never repeated; an officer's mobile is theirs to give, though the office's line is better.
  const isCitizens = written.includes(digitsOf(words).slice(-11));
  return !isCitizens && asContact.test(text.slice(0, start)) ? 'warns' : 'stops';
}

function isOfficial({ kind, text }: PersonalDatum): boolean {
  return kind === 'email' && /\.gov\.cn$/i.test(text);
}

function finding(
  { start, end, text }: Pick<PersonalDatum, 'start' | 'end' | 'text'>,
  severity: ReplyFinding['severity'],
): ReplyFinding {
  return { check: 'personal-data', severity, evidence: text, at: { start, end } };
}

function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}
