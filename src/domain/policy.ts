import type { Actor, Duty, StaffRole } from './actor.ts';

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
  | 'machine';

/** Who may do what: one row an act; what is not listed is refused. */
export const policy = {
  'read public text': ['anybody'],
  'read own message': ['author'],
  'read original': ['reviewer', 'answerable', 'holder', 'joint', 'approver', 'above', 'leader', 'deputy'],
  'reveal private data': ['answerable', 'holder'],
  mend: ['author'],
  withdraw: ['author'],
  'follow up': ['author'],
  rate: ['author'],
  review: ['reviewer'],
  'set urgency before transfer': ['reviewer', 'machine'],
  'raise urgency after transfer': ['answerable', 'above'],
  'lower urgency after transfer': ['above'],
  'take down': ['reviewer'],
  'pause the promise clock': ['answerable'],
  'resume the promise clock': ['answerable', 'above'],
  'ask for extension': ['holder', 'answerable'],
  'decide an extension': ['above'],
  accept: ['addressed'],
  'draft a reply': ['holder', 'joint', 'answerable'],
  'draft a review': ['holder', 'above'],
  'decide a reply': ['approver'],
  'write internal notes': ['reviewer', 'answerable', 'holder', 'joint', 'approver', 'above', 'leader'],
  'read internal notes': ['reviewer', 'answerable', 'holder', 'joint', 'approver', 'above', 'leader'],
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
  urge: ['above', 'machine'],
  'open a dossier': ['above', 'machine'],
  'report in a dossier': ['answerable', 'holder', 'joint'],
  'reply in a dossier': ['above'],
  escalate: ['above'],
  'close a dossier': ['above'],
  'read history': ['reviewer', 'answerable', 'holder', 'joint', 'approver', 'above', 'leader'],
  'read the review queue': ['reviewer'],
  'read the office queue': ['answerable', 'approver'],
  'keep the directory and people': ['operator'],
  'keep the clock policies': ['operator'],
} as const satisfies Record<string, readonly Relation[]>;

export type Act = keyof typeof policy;

/** The facts of one message that relations depend on. */
export interface Standing {
  authorId: number | null;
  postId: number;
  answerableId: number;
  holderId: number | null;
  publication: string;
  handling: string;
  nextStep: string;
  /** When the leader's office first got it; null: nobody but the desk and its author knows it. */
  transferredAt: Date | null;
  /** Offices above the answerable one, nearest first. */
  aboveIds: readonly number[];
  /** How many members of staff of the answerable office may approve; one means the office above approves. */
  approvers: number;
  /** Who reviewed it for the public: that person never handles it afterwards. */
  reviewerId: number | null;
}

/** Everything that this actor is to this message. */
export function relationsTo(actor: Actor, standing: Standing): ReadonlySet<Relation> {
  const relations = new Set<Relation>(['anybody']);
  if (actor.kind === 'machine') relations.add('machine');
  if (actor.kind === 'citizen') relations.add(actor.citizenId === standing.authorId ? 'author' : 'citizen');
  if (actor.kind !== 'staff') return relations;
  for (const duty of actor.duties)
    if (duty.role !== 'reviewer' && actor.staffId !== standing.reviewerId) addDuty(relations, duty, standing);
  // Nobody reviews what they handle, nor handles what they reviewed.
  const handles = relations.has('answerable') || relations.has('holder') || relations.has('approver');
  if (!handles && actor.duties.some((d) => d.role === 'reviewer')) relations.add('reviewer');
  return relations;
}

/** What a member of staff is to the platform as a whole, apart from any message. */
export function relationsAtLarge(actor: Actor): ReadonlySet<Relation> {
  const relations = new Set<Relation>(['anybody']);
  if (actor.kind === 'machine') relations.add('machine');
  if (actor.kind === 'citizen') relations.add('citizen');
  if (actor.kind === 'staff')
    for (const { role } of actor.duties) for (const r of atLarge[role] ?? []) relations.add(r);
  return relations;
}

/** May somebody in these relations do this? */
export function allows(act: Act, relations: ReadonlySet<Relation>): boolean {
  return (policy[act] as readonly Relation[]).some((r) => relations.has(r));
}

const atLarge: Partial<Record<StaffRole, readonly Relation[]>> = {
  reviewer: ['reviewer'],
  officer: ['answerable'],
  approver: ['approver'],
  head: ['answerable', 'approver'],
  operator: ['operator'],
  editor: ['editor'],
  auditor: ['auditor'],
  examiner: ['examiner'],
  leader: ['leader'],
  supervisor: ['above'],
};

const working: readonly StaffRole[] = ['officer', 'approver', 'head'];
const signing: readonly StaffRole[] = ['approver', 'head'];

function addDuty(relations: Set<Relation>, duty: Duty, s: Standing): void {
  const own = ownRelation[duty.role];
  if (own) relations.add(own);
  // Until transfer the message is the desk's alone.
  if (s.transferredAt === null) return;
  if (duty.role === 'leader' && duty.postId === s.postId) relations.add('leader');
  if (duty.officeId === null) return;
  if (working.includes(duty.role)) addOfficeDuty(relations, { ...duty, officeId: duty.officeId }, s);
  if ([...working, 'supervisor'].includes(duty.role) && s.aboveIds.includes(duty.officeId))
    relations.add('above');
}

const ownRelation: Partial<Record<StaffRole, Relation>> = {
  operator: 'operator',
  editor: 'editor',
  auditor: 'auditor',
  examiner: 'examiner',
};

function addOfficeDuty(relations: Set<Relation>, duty: Duty & { officeId: number }, s: Standing): void {
  if (duty.officeId === s.answerableId) {
    relations.add('answerable');
    if (s.handling === 'waiting') relations.add('addressed');
  }
  if (duty.officeId === s.holderId) relations.add('holder');
  if (signing.includes(duty.role) && signsFor(duty.officeId, s)) relations.add('approver');
}

// The office above signs where the office has nobody else to; a third “not settled” (复查) is signed by the office that reviews it.
function signsFor(officeId: number, s: Standing): boolean {
  if (s.nextStep === 'review-above') return officeId === s.holderId;
  return officeId === s.answerableId || (s.approvers < 2 && officeId === s.aboveIds[0]);
}
