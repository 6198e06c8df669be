import { findPersonalData } from '../screening/find-personal-data.ts';
import { isDoubtful, type PersonalDatum } from '../screening/personal-datum.ts';
import type { CheckedDraft, CheckedMessage, ReplyFinding } from './finding.ts';

/** Before a number that somebody gives to be called. */
const asContact =
  /(?:联系|电话|咨询|热线|手机|经办|负责|责任|值班|专干|科长|主任|同志|人员)[^。；;\n]{0,12}$/;
/** An officer who gives their name to be called acts for the office. */
const asOfficer =
  /(?:联系人|经办人|承办人|负责人|责任人|值班人员?|咨询人|接待人)\s*[:：是为]?\s*(?:[^\s。，,；;：:]{2,12})?$/;
const numberFollows = /^[^。；;\n]{0,24}(?:电话|手机|致电|拨打|\d{7})/;

/** Anybody's personal data in a reply that everybody will read: numbers, cards, plates, doors, names. */
export function findPersonal({ text }: CheckedDraft, message: CheckedMessage): ReplyFinding[] {
  const found = personalInReply(text, message).map(({ severity, datum }) => finding(text, datum, severity));
  // Only its author reads a private reply: said with care, not forbidden.
  return message.isPublic ? found : found.map((each) => ({ ...each, severity: 'warns' }));
}

interface Judged {
  datum: PersonalDatum;
  severity: ReplyFinding['severity'];
}

/** What must not stand in a public reply, and how grave it is: lines and contact persons of the office may, what citizens covered as 王某某 may. */
export function personalInReply(text: string, message: Pick<CheckedMessage, 'title' | 'body'>): Judged[] {
  const written = `${message.title}\n${message.body}`;
  const own = ownIn(written);
  const seen = new Set<string>();
  return findPersonalData(text).flatMap((datum): Judged[] => {
    const words = text.slice(datum.start, datum.end);
    // A name that stands ten times is one thing to mend.
    if (isDoubtful(datum) || (datum.what === 'name' && seen.has(words))) return [];
    const severity = severityOf(datum, text, own);
    if (!severity) return [];
    seen.add(words);
    return [{ datum, severity }];
  });
}

/** What the writer said of themselves: every number, and the names they gave as names. */
interface Own {
  digits: string;
  said: ReadonlySet<string>;
}

const asOwn: readonly PersonalDatum['why'][] = [
  'name-said',
  'name-signed',
  'name-labelled',
  'name-beside-data',
];

function ownIn(written: string): Own {
  const found = findPersonalData(written).filter(({ what, why }) => what !== 'name' || asOwn.includes(why));
  return {
    digits: digitsOf(written),
    said: new Set(found.map(({ start, end }) => written.slice(start, end).toLowerCase())),
  };
}

function severityOf(datum: PersonalDatum, text: string, own: Own): ReplyFinding['severity'] | undefined {
  const { what, start, end } = datum;
  const words = text.slice(start, end);
  const isOwn = own.said.has(words.toLowerCase());
  const before = text.slice(Math.max(0, start - 30), start);
  switch (what) {
    case 'id-number':
    case 'bank-card':
      return 'stops';
    case 'phone': {
      // The citizen's own number is never repeated; an officer's mobile is theirs to give, though the office's line is better.
      const repeated = own.digits.includes(digitsOf(words).slice(-11));
      return !repeated && asContact.test(before) ? 'warns' : 'stops';
    }
    case 'landline':
      // An office writes its own line; a citizen's is known from the message.
      return isOwn ? 'stops' : undefined;
    case 'name':
      if (isOwn) return 'stops';
      return asOfficer.test(before) && numberFollows.test(text.slice(end, end + 40)) ? undefined : 'warns';
    case 'email':
    case 'chat-id':
      return isOwn ? 'stops' : 'warns';
    default:
      return 'warns';
  }
}

function finding(
  text: string,
  { start, end, what }: PersonalDatum,
  severity: ReplyFinding['severity'],
): ReplyFinding {
  return { check: 'personal-data', severity, evidence: text.slice(start, end), at: { start, end }, what };
}

function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}
