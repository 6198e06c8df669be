import { type Actor, holds, type StaffRole } from '../../../domain/actor.ts';
import { allows, type Relation } from '../../../domain/policy.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app, type Db } from '../../store/db.ts';
import { type BulletinRow, lockBulletin } from '../../store/bulletins.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
const working: readonly StaffRole[] = ['officer', 'approver', 'head', 'supervisor'];

/** The member of staff, if they may speak for this office to the units below it; throws a Refusal otherwise. */
export function speakerFor(actor: Actor, officeId: number): Staff {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  const relations = new Set<Relation>(worksAt(actor, officeId) ? ['anybody', 'above'] : ['anybody']);
  if (!allows('send a bulletin', relations)) throw new Refusal('not-allowed');
  return actor;
}

/** Does this member of staff work at the office, and so sees what is addressed to it? */
export function worksAt(actor: Actor, officeId: number): boolean {
  return working.some((role) => holds(actor, role, officeId));
}

/** Locks a draft of an office for which this actor speaks, as it was when they read it. */
export async function withDraft<T>(
  of: { id: number; version: number },
  actor: Actor,
  work: (tx: Db, bulletin: BulletinRow, speaker: Staff) => Promise<T>,
): Promise<T> {
  return app()
    .transaction()
    .execute(async (tx) => {
      const bulletin = await lockBulletin(tx, of.id);
      if (!bulletin) throw new Refusal('not-found');
      const speaker = draftedAt(actor, bulletin);
      if (bulletin.state !== 'draft') throw new Refusal('bulletin-decided');
      if (bulletin.version !== of.version) throw new Refusal('edited-meanwhile');
      return work(tx, bulletin, speaker);
    });
}

// A draft is nobody's business outside its office.
function draftedAt(actor: Actor, bulletin: BulletinRow): Staff {
  if (actor.kind === 'staff' && !worksAt(actor, bulletin.office_id)) throw new Refusal('not-found');
  return speakerFor(actor, bulletin.office_id);
}
