import type { Actor } from '../../../../domain/actor.ts';
import { deletingOperator } from '../../../../domain/retention/deletion-order.ts';
import type { Db } from '../../../store/db.ts';
import { type OpenErasure, openErasures } from '../../../store/retention/erasure-requests.ts';
import { type LegalHold, standingHolds } from '../../../store/retention/legal-holds.ts';

/** What persons asked for, as operators see it: numbers, no name, no message. */
export interface AskedErasures {
  requests: Omit<OpenErasure, 'citizenId'>[];
  holds: LegalHold[];
}

/** The open requests of erasure and the holds that stand, for operators. */
export async function askedErasures(db: Db, actor: Actor): Promise<AskedErasures> {
  deletingOperator(actor);
  const [requests, holds] = await Promise.all([openErasures(db), standingHolds(db)]);
  return { requests: requests.map(withoutPerson), holds };
}

function withoutPerson(request: OpenErasure): Omit<OpenErasure, 'citizenId'> {
  const { citizenId: _person, ...shown } = request;
  return shown;
}
