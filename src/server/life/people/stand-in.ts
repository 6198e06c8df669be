import { type Actor, holds } from '../../../domain/actor.ts';
import { allows, type Relation } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { asThemselves, standInPeriod } from '../../../domain/standing-in.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import type { Db } from '../../store/db.ts';
import {
  endStandIn as keepEnd,
  headsOf,
  insertStandIn,
  lockStandIn,
  type OwnDuty,
  ownDutiesAt,
  settleStandIn,
  standsAlready,
  tellOfStandIn,
} from '../../store/stand-ins.ts';
import { lockStaff } from '../../store/staff.ts';
import { changeDirectory } from '../directory/change-directory.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;

/** Who is to stand in for whom, at which office and on which days (the last one included). */
export interface GivenStandIn {
  officeId: number;
  absentId: number;
  deputyId: number;
  fromOn: string;
  toOn: string;
}

/** Names a stand-in: by the head of the office or an operator it is settled at once, by the one who will be away it waits for one of them. */
export async function nameStandIn(
  given: GivenStandIn,
  actor: Actor,
  now: Date,
): Promise<{ standInId: number; settled: boolean }> {
  const staff = staffOf(actor);
  const settled = mayName(staff, given.officeId);
  if (!settled) refuseUnlessOwn(staff, given);
  const period = standInPeriod(given, now);
  if ('code' in period) throw new Refusal('invalid', { faults: [period] });
  return changeDirectory(async (tx) => {
    // Both under their row locks, so that a duty that ends meanwhile is not lent out; the smaller id first.
    for (const id of [given.absentId, given.deputyId].sort((a, b) => a - b)) await lockStaff(tx, id);
    const duties = await checkPeople(tx, given, now);
    const of = { ...given, ...period };
    if (await standsAlready(tx, of)) throw new Refusal('stood-in-already');
    const standInId = await insertStandIn(tx, of, staff.staffId, now);
    if (settled) await settleStandIn(tx, { ...of, id: standInId }, duties, { by: staff.staffId, now });
    await tell(tx, { ...of, id: standInId }, settled ? 'stand-in' : 'stand-in-asked', now);
    const act = settled ? 'name-stand-in' : 'ask-stand-in';
    await record(tx, staff, { act, standInId, ...given }, now);
    return { standInId, settled };
  });
}

/** Agrees to what somebody asked who will be away; nobody agrees to their own. */
export async function agreeToStandIn(id: number, actor: Actor, now: Date): Promise<void> {
  const staff = staffOf(actor);
  await changeDirectory(async (tx) => {
    const found = await lockStandIn(tx, id, now);
    if (!found) throw new Refusal('not-found');
    if (!mayName(staff, found.officeId)) throw new Refusal('not-allowed');
    if (found.decidedAt !== null) throw new Refusal('wrong-state', { detail: 'settled already' });
    const duties = await checkPeople(tx, found, now);
    const of = { ...found, from: found.from < now ? now : found.from };
    await settleStandIn(tx, of, duties, { by: staff.staffId, now });
    await tell(tx, of, 'stand-in', now);
    await record(tx, staff, { act: 'agree-stand-in', standInId: id }, now);
  });
}

/** Ends it before its time, or declines what was asked: by the head, an operator, or either of the two. */
export async function endStandIn(id: number, actor: Actor, now: Date): Promise<void> {
  const staff = staffOf(actor);
  await changeDirectory(async (tx) => {
    const found = await lockStandIn(tx, id, now);
    if (!found) throw new Refusal('not-found');
    const own = [found.absentId, found.deputyId].includes(staff.staffId);
    if (!own && !mayName(staff, found.officeId)) throw new Refusal('not-allowed');
    await keepEnd(tx, id, { by: staff.staffId, now });
    await tell(tx, found, 'stand-in-ended', now);
    await record(tx, staff, { act: 'end-stand-in', standInId: id }, now);
  });
}

/** May this person say who stands in at this office? What they do for others does not count: nobody lends out what was lent to them. */
function mayName(actor: Actor, officeId: number): boolean {
  const own = asThemselves(actor);
  const relations = new Set<Relation>(relationsAtLarge(own));
  if (holds(own, 'head', officeId)) relations.add('head');
  return allows('name a stand-in', relations);
}

function staffOf(actor: Actor): Staff {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  return actor;
}

function refuseUnlessOwn(staff: Staff, given: GivenStandIn): void {
  const own = asThemselves(staff);
  const asks = staff.staffId === given.absentId && allows('ask for a stand-in', relationsAtLarge(own));
  if (!asks) throw new Refusal('not-allowed');
}

/** What is lent out: the duties of the one who is away. Both work at the office of their own. */
async function checkPeople(
  tx: Db,
  of: { officeId: number; absentId: number; deputyId: number },
  now: Date,
): Promise<OwnDuty[]> {
  const at = (staffId: number) => ownDutiesAt(tx, { staffId, officeId: of.officeId }, now);
  const [lent, own] = [await at(of.absentId), await at(of.deputyId)];
  const faults: FieldFault[] = [];
  if (lent.length === 0) faults.push({ field: 'absent', code: 'no-such-colleague' });
  if (own.length === 0 || of.absentId === of.deputyId)
    faults.push({ field: 'deputy', code: 'no-such-colleague' });
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return lent;
}

async function tell(
  tx: Db,
  of: { id: number; officeId: number; absentId: number; deputyId: number },
  what: 'stand-in' | 'stand-in-asked' | 'stand-in-ended',
  now: Date,
): Promise<void> {
  const both = [of.absentId, of.deputyId];
  const staffIds = what === 'stand-in-asked' ? await headsOf(tx, of.officeId, now) : both;
  await tellOfStandIn(tx, { ...of, what, staffIds }, now);
}

function record(
  tx: Db,
  { staffId }: Staff,
  what: { act: string } & Record<string, unknown>,
  at: Date,
): Promise<void> {
  return recordChange(tx, { at, by: `staff:${staffId}`, what });
}
