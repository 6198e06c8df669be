import type { Act, Relation } from '../../src/domain/policy.ts';

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
  'decide a reply': ['approver'],
  'acknowledge and collate': ['answerable', 'approver'],
  'pass on thanks': ['answerable'],
  visit: ['answerable', 'above'],
  'keep the clock': ['machine'],
  'read history': mayReadOriginal,
  'read the review queue': ['reviewer'],
  'read the office queue': ['answerable', 'approver'],
  'keep the directory and people': ['operator'],
};
