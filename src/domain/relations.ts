import type { Actor, Duty, StaffRole } from './actor.ts';
import { type Conflicts, isInConflict } from './conflict.ts';
import { isOpen, leadOf, type Order, orderersOver } from './hand-down/order.ts';
import type { Relation } from './policy.ts';

/** The facts of one message that relations depend on. */
export interface Standing {
  authorId: number | null;
  postId: number;
  answerableId: number;
  holderId: number | null;
  publication: string;
  handling: string;
  nextStep: string;
  /** The platform's desk that reviews. */
  deskId: number;
  /** The tree of orders by which it was handed down, ended ones too. */
  orders: readonly Order[];
  /** Who is complained of or declared a conflict. */
  conflicts: Conflicts;
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
  if (actor.kind !== 'staff' || isInConflict(actor, standing.conflicts)) return relations;
  for (const duty of actor.duties)
    if (duty.role !== 'reviewer' && actor.staffId !== standing.reviewerId && mayBeHeld(duty, standing))
      addDuty(relations, duty, standing);
  // Nobody reviews what they handle, nor handles what they reviewed.
  const handles = relations.has('answerable') || relations.has('holder') || relations.has('approver');
  if (!handles && actor.duties.some((d) => d.role === 'reviewer')) relations.add('reviewer');
  return relations;
}

/** The same with regard to one order of the tree: who was ordered, who ordered, and who stands over the orderer. */
export function relationsToOrder(actor: Actor, standing: Standing, order: Order): ReadonlySet<Relation> {
  const relations = new Set(relationsTo(actor, standing));
  for (const r of ['addressed', 'holder', 'joint', 'orderer', 'receiver'] as const) relations.delete(r);
  if (!mayHandle(actor, standing)) return relations;
  const over = orderersOver(standing.orders, order);
  for (const duty of actor.duties) {
    const { role, officeId } = duty;
    if (officeId === null || !working.includes(role) || !mayBeHeld(duty, standing)) continue;
    if (officeId === order.toId) relations.add(receiverOf(order));
    if (officeId === order.fromId) relations.add('orderer');
    if (over.includes(officeId)) relations.add('above');
  }
  return relations;
}

// Whoever stands in for somebody complained of, or who reviewed it, may no more than they.
function mayBeHeld({ forStaffId }: Duty, { conflicts, reviewerId }: Standing): boolean {
  return forStaffId === undefined || (!conflicts.staffIds.includes(forStaffId) && forStaffId !== reviewerId);
}

function mayHandle(actor: Actor, s: Standing): actor is Extract<Actor, { kind: 'staff' }> {
  // Until transfer the message is the desk's alone; whoever reviewed it never handles it.
  return (
    actor.kind === 'staff' &&
    s.transferredAt !== null &&
    actor.staffId !== s.reviewerId &&
    !isInConflict(actor, s.conflicts)
  );
}

function receiverOf({ state, role }: Order): Relation {
  if (state === 'offered') return 'addressed';
  if (state !== 'accepted') return 'receiver';
  return role === 'lead' ? 'holder' : 'joint';
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
  if (duty.officeId === s.holderId) relations.add(s.nextStep === 'accept-order' ? 'addressed' : 'holder');
  if (duty.officeId === leadOf(s.orders, s.answerableId)) relations.add('lead');
  addOrderDuty(relations, duty.officeId, s);
  if (signing.includes(duty.role) && signsFor(duty.officeId, s)) relations.add('approver');
}

function addOrderDuty(relations: Set<Relation>, officeId: number, { orders }: Standing): void {
  for (const order of orders) {
    if (order.role === 'joint' && officeId === order.toId && (isOpen(order) || order.state === 'done'))
      relations.add('joint');
    if (mayReveal(order) && officeId === order.toId) relations.add('joint by leave');
    if (!isOpen(order)) continue;
    if (order.role === 'lead' && officeId === order.toId) relations.add('receiver');
    if (officeId === order.fromId) relations.add('orderer');
  }
}

// A unit that has not accepted its part, or has given it, has nobody to call.
function mayReveal({ role, state, revealGranted }: Order): boolean {
  return role === 'joint' && revealGranted && (state === 'accepted' || state === 'reported');
}

// The office above signs where the office has nobody else to; a third “not settled” (复查) is signed by the office that reviews it.
function signsFor(officeId: number, s: Standing): boolean {
  if (s.nextStep === 'review-above') return officeId === s.holderId;
  return officeId === s.answerableId || (s.approvers < 2 && officeId === s.aboveIds[0]);
}
