import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { endPhoneChange, endPhoneChangeByCode } from '../../store/citizens/phone-changes.ts';
import { ownAccount } from './own-account.ts';

/** The account that would lose its phone says no, or the one that asked takes it back. */
export async function stopPhoneChange(id: string, actor: Actor, now: Date): Promise<void> {
  if (!(await endPhoneChange(id, ownAccount(actor), now))) throw new Refusal('no-change-waits');
}

/** The same by the code that went to the old number, without signing in. */
export async function stopPhoneChangeByCode(code: string, now: Date): Promise<void> {
  if (!(await endPhoneChangeByCode(code, now)))
    throw new Refusal('invalid', { faults: [{ field: 'code', code: 'wrong-stop-code' }] });
}
