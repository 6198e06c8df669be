import type { Act, Relation } from '../../src/domain/policy.ts';
import type { StepName } from '../../src/domain/steps/table.ts';

/** Everything that somebody can be to a message. */
export const everyRelation: readonly Relation[] = [
  'anybody',
  'author',
  'citizen',
  'reviewer',
  'addressed',
  'answerable',
  'holder',
  'joint',
  'approver',
  'above',
  'leader',
  'editor',
  'operator',
  'auditor',
  'examiner',
  'machine',
];
const mayReadOriginal: readonly Relation[] = [
  'reviewer',
  'answerable',
  'holder',
  'joint',
  'approver',
  'above',
  'leader',
];

/** Who may do what, in the words of the rules and written apart from the program's table. */
export const oracle: Record<Act, readonly Relation[]> = {
  'read public text': everyRelation.filter((r) => r === 'anybody'),
  'read own message': ['author'],
  'read original': mayReadOriginal,
  // By logged reveal with a reason; never reviewer, leader, editor, operator.
  'reveal private data': ['answerable', 'holder'],
  mend: ['author'],
  withdraw: ['author'],
  'follow up': ['author'],
  rate: ['author'],
  review: ['reviewer'],
  // A person of the desk; the machine may raise it.
  'set urgency before transfer': ['reviewer', 'machine'],
  'raise urgency after transfer': ['answerable', 'above'],
  'lower urgency after transfer': ['above'],
  'take down': ['reviewer'],
  accept: ['addressed'],
  'draft a reply': ['holder', 'joint', 'answerable'],
  // A third “not settled”: reviewed by the office above, which holds it.
  'draft a review': ['holder', 'above'],
  'decide a reply': ['approver'],
  // Those who may read the original; the reviewer until the verdict, and each inside their branch.
  'write internal notes': mayReadOriginal,
  'read internal notes': mayReadOriginal,
  // Officers of the office, and of that one only.
  'add a reply template': ['answerable', 'approver'],
  'acknowledge and collate': ['answerable', 'approver'],
  'pass on thanks': ['answerable'],
  visit: ['answerable', 'above'],
  'keep the clock': ['machine'],
  // “Above; the rules of the clock”: the machine does it where a clock ran out.
  urge: ['above', 'machine'],
  'open a dossier': ['above', 'machine'],
  escalate: ['above'],
  // The units that work on the message tell how it goes; the supervisor answers, and alone closes.
  'report in a dossier': ['answerable', 'holder', 'joint'],
  'reply in a dossier': ['above'],
  'close a dossier': ['above'],
  'read history': mayReadOriginal,
  'read the review queue': ['reviewer'],
  'read the office queue': ['answerable', 'approver'],
  'keep the directory and people': ['operator'],
};

/** Which rule each step falls under. */
export const ruleOf: Record<StepName, Act> = {
  'raise-urgency': 'set urgency before transfer',
  publish: 'review',
  'keep-private': 'review',
  reject: 'review',
  mend: 'mend',
  lapse: 'keep the clock',
  withdraw: 'withdraw',
  hide: 'withdraw',
  accept: 'accept',
  'pass-on': 'pass on thanks',
  acknowledge: 'acknowledge and collate',
  collate: 'acknowledge and collate',
  'draft-reply': 'draft a reply',
  'send-back-reply': 'decide a reply',
  'publish-interim': 'decide a reply',
  answer: 'decide a reply',
  'sign-reply': 'decide a reply',
  'write-note': 'write internal notes',
  'follow-up': 'follow up',
  rate: 'rate',
  settle: 'rate',
  reopen: 'rate',
  'send-up': 'rate',
  'ask-again': 'follow up',
  'review-follow-up': 'review',
  'review-rating': 'review',
  urge: 'urge',
  'open-dossier': 'open a dossier',
  'report-dossier': 'report in a dossier',
  'reply-dossier': 'reply in a dossier',
  'dossier-late': 'keep the clock',
  escalate: 'escalate',
  'close-dossier': 'close a dossier',
  'visit-in-vain': 'visit',
  'visit-done': 'visit',
  'visit-settled': 'visit',
  'visit-not-settled': 'visit',
  'visit-sent-up': 'visit',
  close: 'keep the clock',
};
