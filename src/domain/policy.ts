/** What somebody is to one message (or to the platform, where no message is meant). */
export type Relation =
  | 'anybody'
  | 'author'
  | 'citizen'
  | 'reviewer'
  | 'addressed'
  | 'answerable'
  | 'holder'
  | 'joint'
  /** A joint unit at work to which the lead granted the writer's phone and name. */
  | 'joint by leave'
  /** The unit that does the work (主办); while nothing is handed down, the office that answers. */
  | 'lead'
  | 'orderer'
  | 'receiver'
  | 'approver'
  | 'above'
  | 'leader'
  /** To an instruction (domain/instructing.ts): the holder of the post that gave it, and that post's office. */
  | 'instructor'
  | 'instructing office'
  /** To whom it goes: the holder of a deputy's post, or the people of an office. */
  | 'deputy'
  | 'instructed'
  | 'editor'
  | 'operator'
  | 'auditor'
  | 'examiner'
  | 'head'
  | 'duty officer'
  /** Whose account a ban is about. */
  | 'banned'
  | 'machine';

// Who works on a message, or stands over those who do.
const handling = [
  'reviewer',
  'answerable',
  'holder',
  'joint',
  'receiver',
  'orderer',
  'approver',
  'above',
  'leader',
] as const satisfies readonly Relation[];

/** Who may do what: one row an act; what is not listed is refused. */
export const policy = {
  'read public text': ['anybody'],
  'read own message': ['author'],
  'read original': [...handling, 'deputy'],
  'reveal private data': ['answerable', 'holder', 'joint by leave'],
  'grant a reveal': ['lead'],
  mend: ['author'],
  withdraw: ['author'],
  'follow up': ['author'],
  rate: ['author'],
  // “This happened to me too” is for others; hearing how it goes on is for everybody who signs in.
  support: ['citizen'],
  follow: ['citizen', 'author'],
  review: ['reviewer'],
  'set urgency before transfer': ['reviewer', 'machine'],
  'raise urgency after transfer': ['answerable', 'above'],
  'lower urgency after transfer': ['above'],
  'take down': ['reviewer'],
  'carry out a legal order': ['operator'],
  // One proposes, a second confirms; the same to lift it; a third decides on the appeal (domain/bans).
  'ban, lift a ban': ['reviewer'],
  'appeal against a ban': ['banned'],
  'see the sender’s network': ['reviewer'],
  'see a sender’s address': ['operator'],
  'put on the fast track': ['reviewer', 'answerable'],
  'pause the promise clock': ['answerable'],
  'resume the promise clock': ['answerable', 'above'],
  'ask for extension': ['holder', 'answerable'],
  'decide an extension': ['above'],
  transfer: ['reviewer', 'addressed', 'above'],
  accept: ['addressed'],
  return: ['addressed'],
  assign: ['answerable', 'holder'],
  'report a result': ['holder', 'joint'],
  'judge a result': ['orderer'],
  'cancel an order': ['orderer'],
  'waive a part': ['orderer', 'above'],
  rule: ['holder'],
  'name the complained-of': ['author', 'reviewer', 'above'],
  'declare a conflict': ['reviewer', 'addressed', 'answerable', 'holder', 'joint', 'approver', 'above'],
  merge: ['answerable', 'above'],
  'end with a code': ['answerable'],
  'countersign an end': ['approver'],
  'draft a reply': ['holder', 'joint', 'answerable'],
  'draft a review': ['holder', 'above'],
  'decide a reply': ['approver'],
  'write internal notes': handling,
  'read internal notes': handling,
  'draft a correction': ['answerable', 'approver'],
  'correct a reply': ['approver'],
  'mark as guidance, as adopted': ['answerable', 'approver'],
  'confirm a mark': ['approver'],
  'add a reply template': ['answerable', 'approver'],
  'acknowledge and collate': ['answerable', 'approver'],
  'pass on thanks': ['answerable'],
  instruct: ['leader'],
  'pass an instruction on': ['deputy'],
  'note an instruction': ['deputy', 'instructed'],
  'report on an instruction': ['deputy', 'instructed'],
  'decide on a report': ['instructor', 'instructing office'],
  'take an instruction back': ['instructor'],
  'make an instruction public': ['instructor'],
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
  'see the phone for a call': ['answerable', 'above'],
  'keep the clock': ['machine'],
  'put in charge': ['answerable', 'holder', 'joint'],
  urge: ['above', 'machine'],
  'open a dossier': ['above', 'machine'],
  'report in a dossier': ['answerable', 'holder', 'joint'],
  'reply in a dossier': ['above'],
  escalate: ['above'],
  'close a dossier': ['above'],
  'read history': handling,
  'read the review queue': ['reviewer'],
  'watch those below': ['above', 'answerable', 'approver'],
  'read the office queue': ['answerable', 'approver'],
  /** Among the messages that one may read in full. */
  'search private texts': ['reviewer', 'answerable', 'approver', 'above', 'leader'],
  'report upward': ['answerable', 'above'],
  'send a bulletin': ['above'],
  'sign for a bulletin': ['addressed'],
  'duty roster': ['head'],
  'name a stand-in': ['head', 'operator'],
  'ask for a stand-in': ['answerable', 'approver', 'above'],
  'hand-over note': ['duty officer'],
  'keep the directory and people': ['operator'],
  'keep the clock policies': ['operator'],
  'read the access log': ['auditor'],
  'delete by order': ['operator'],
  'write a clue': ['anybody'],
  'examine clues': ['examiner'],
  'certify an enterprise': ['operator'],
} as const satisfies Record<string, readonly Relation[]>;

export type Act = keyof typeof policy;

/** May somebody in these relations do this? */
export function allows(act: Act, relations: ReadonlySet<Relation>): boolean {
  return (policy[act] as readonly Relation[]).some((r) => relations.has(r));
}
