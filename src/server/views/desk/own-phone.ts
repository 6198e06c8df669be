import type { Actor } from '../../../domain/actor.ts';
import { maskPhone } from '../../../domain/phone.ts';
import { phoneOfStaff } from '../../store/people.ts';

/** One's own phone on duty as 138****8000; null: none is kept. */
export async function ownPhone(actor: Extract<Actor, { kind: 'staff' }>): Promise<string | null> {
  const phone = await phoneOfStaff(`staff:${actor.staffId}`, actor.staffId);
  return phone === undefined ? null : maskPhone(phone);
}
