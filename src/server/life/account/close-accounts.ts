import { isRefusal } from '../../../domain/refusal.ts';
import { closingsDue } from '../../store/citizens/accounts.ts';
import { openCodesOf } from '../../store/citizens/own-messages.ts';
import { withdraw } from '../intake/withdraw.ts';
import { anonymiseCitizen } from './anonymise-citizen.ts';

/** Ends the accounts whose hour has come: open messages are withdrawn where their owner wanted it, and the person is forgotten. Gives how many. */
export async function closeAccounts(now: Date): Promise<number> {
  const due = await closingsDue(now);
  for (const { citizenId, withdraws } of due) {
    if (withdraws) await withdrawOpen(citizenId, now);
    await anonymiseCitizen(citizenId, now);
  }
  return due.length;
}

async function withdrawOpen(citizenId: number, now: Date): Promise<void> {
  for (const code of await openCodesOf(citizenId)) {
    try {
      await withdraw(code, '', { kind: 'citizen', citizenId }, now);
    } catch (error) {
      // Answered or ended in this very moment: then there is nothing to withdraw.
      if (!isRefusal(error) || error.code !== 'wrong-state') throw error;
    }
  }
}
