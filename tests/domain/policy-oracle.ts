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
  'joint by leave',
  'lead',
  'orderer',
  'receiver',
  'approver',
  'above',
  'leader',
  'instructor',
  'instructing office',
  'deputy',
  'instructed',
  'editor',
  'operator',
  'auditor',
  'examiner',
  'head',
  'duty officer',
  'banned',
  'machine',
];
const mayReadOriginal: readonly Relation[] = [
  'reviewer',
  'answerable',
  'holder',
  'joint',
  // For an assignment “above” is its orderer; and a unit whose result is being judged is still the lead unit.
  'orderer',
  'receiver',
  'approver',
  'above',
  'leader',
];

/** Who may do what, in the words of the rules and written apart from the program's table. */
export const oracle: Record<Act, readonly Relation[]> = {
  'read public text': everyRelation.filter((r) => r === 'anybody'),
  'read own message': ['author'],
  // A deputy whom the leader instructs stands in for the leader on this message.
  'read original': [...mayReadOriginal, 'deputy'],
  // By logged reveal with a reason, a joint unit if the lead grants it; never reviewer, leader, editor, operator.
  'reveal private data': ['answerable', 'holder', 'joint by leave'],
  'grant a reveal': ['lead'],
  mend: ['author'],
  withdraw: ['author'],
  'follow up': ['author'],
  rate: ['author'],
  support: ['citizen'],
  follow: ['citizen', 'author'],
  review: ['reviewer'],
  // A person of the desk; the machine may raise it.
  'set urgency before transfer': ['reviewer', 'machine'],
  'raise urgency after transfer': ['answerable', 'above'],
  'lower urgency after transfer': ['above'],
  // Two of them: one proposes, another confirms; the legal order is the operator’s, with its document.
  'take down': ['reviewer'],
  // The network against abuse, masked; the whole address by a legal order alone, on record.
  'see the sender’s network': ['reviewer'],
  'see a sender’s address': ['operator'],
  'carry out a legal order': ['operator'],
  // One proposes, a second confirms; the appeal is the banned person’s, a third decides on it.
  'ban, lift a ban': ['reviewer'],
  'appeal against a ban': ['banned'],
  // Not in the rules: an office or the reviewer may (简易流程).
  'put on the fast track': ['reviewer', 'answerable'],
  'pause the promise clock': ['answerable'],
  'resume the promise clock': ['answerable', 'above'],
  'ask for extension': ['holder', 'answerable'],
  'decide an extension': ['above'],
  transfer: ['reviewer', 'addressed', 'above'],
  accept: ['addressed'],
  return: ['addressed'],
  // For offices below: the answerable one or whoever holds it.
  assign: ['answerable', 'holder'],
  'report a result': ['holder', 'joint'],
  'judge a result': ['orderer'],
  'cancel an order': ['orderer'],
  'waive a part': ['orderer', 'above'],
  // The nearest common superior, who holds it for the ruling.
  rule: ['holder'],
  'name the complained-of': ['author', 'reviewer', 'above'],
  // Any officer who has to do with it.
  'declare a conflict': ['reviewer', 'addressed', 'answerable', 'holder', 'joint', 'approver', 'above'],
  merge: ['answerable', 'above'],
  'end with a code': ['answerable'],
  'countersign an end': ['approver'],
  'draft a reply': ['holder', 'joint', 'answerable'],
  // A third “not settled”: reviewed by the office above, which holds it.
  'draft a review': ['holder', 'above'],
  'decide a reply': ['approver'],
  // Those who may read the original; the reviewer until the verdict, and each inside their branch.
  'write internal notes': mayReadOriginal,
  'read internal notes': mayReadOriginal,
  // Drafted by one of the office, made by an approver who did not draft it.
  'draft a correction': ['answerable', 'approver'],
  'correct a reply': ['approver'],
  // Answerable and approver: proposed by one, confirmed by the other.
  'mark as guidance, as adopted': ['answerable', 'approver'],
  'confirm a mark': ['approver'],
  // Officers of the office, and of that one only.
  'add a reply template': ['answerable', 'approver'],
  'acknowledge and collate': ['answerable', 'approver'],
  'pass on thanks': ['answerable'],
  instruct: ['leader'],
  // A leader too, of the post that an instruction addresses.
  'pass an instruction on': ['deputy'],
  'note an instruction': ['deputy', 'instructed'],
  'report on an instruction': ['deputy', 'instructed'],
  // The leader, or the leader's office.
  'decide on a report': ['instructor', 'instructing office'],
  'take an instruction back': ['instructor'],
  'make an instruction public': ['instructor'],
  // Whoever has a part in it, whoever handles the message, whoever supervises.
  'read instructions': [
    'leader',
    'instructor',
    'instructing office',
    'deputy',
    'instructed',
    'answerable',
    'holder',
    'approver',
    'above',
  ],
  visit: ['answerable', 'above'],
  // The return-visit caller, for that call.
  'see the phone for a call': ['answerable', 'above'],
  'keep the clock': ['machine'],
  // Who of one's own office is in charge is the office's own affair.
  'put in charge': ['answerable', 'holder', 'joint'],
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
  // Whoever sits at an office is “above” for the offices below it.
  'watch those below': ['above', 'answerable', 'approver'],
  'read the office queue': ['answerable', 'approver'],
  // Whoever reads originals, among those that they may read.
  'search private texts': ['reviewer', 'answerable', 'approver', 'above', 'leader'],
  // A special report: above, or the office that answers.
  'report upward': ['answerable', 'above'],
  // The office, to units below it; receipts by those units.
  'send a bulletin': ['above'],
  'sign for a bulletin': ['addressed'],
  'duty roster': ['head'],
  // The head for their office, an operator for any; whoever is away asks, and one of the two agrees.
  'name a stand-in': ['head', 'operator'],
  'ask for a stand-in': ['answerable', 'approver', 'above'],
  'hand-over note': ['duty officer'],
  'keep the directory and people': ['operator'],
  'keep the clock policies': ['operator'],
  'read the access log': ['auditor'],
  'delete by order': ['operator'],
  // A clue has no author that anybody knows; two examiners where it has a weight.
  'write a clue': ['anybody'],
  'examine clues': ['examiner'],
  // As they keep people; who wrote for it is not shown to them.
  'certify an enterprise': ['operator'],
};
