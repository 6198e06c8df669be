import { type Actor, holds } from '../../../domain/actor.ts';
import type { Relation } from '../../../domain/policy.ts';
import { type Act, allows } from '../../../domain/policy.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app, type Db } from '../../store/db.ts';
import { lockRoster, type RosterOffice, rosterOffice } from '../../store/shifts.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;

/** Does something with the roster of an office in one transaction, by the rights of this actor there; one keeper at a time. */
export async function keepRoster<T>(
  officeId: number,
  actor: Actor,
  work: (tx: Db, office: RosterOffice, keeper: Staff) => Promise<T>,
): Promise<T> {
  const keeper = requireRelation('duty roster', actor, relationsAt(actor, officeId));
  return app()
    .transaction()
    .execute(async (tx) => {
      const office = await rosterOffice(tx, officeId);
      if (!office) throw new Refusal('not-found');
      await lockRoster(tx, officeId);
      return work(tx, office, keeper);
    });
}

/** What somebody is to an office, apart from any message. */
export function relationsAt(actor: Actor, officeId: number, onDuty = false): ReadonlySet<Relation> {
  const relations = new Set<Relation>(['anybody']);
  if (holds(actor, 'head', officeId)) relations.add('head');
  if (onDuty) relations.add('duty officer');
  return relations;
}

/** The member of staff, if these relations allow the act; throws a Refusal otherwise. */
export function requireRelation(act: Act, actor: Actor, relations: ReadonlySet<Relation>): Staff {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  if (!allows(act, relations)) throw new Refusal('not-allowed');
  return actor;
}
