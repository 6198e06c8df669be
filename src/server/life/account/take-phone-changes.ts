import { joinAccounts } from '../../store/citizens/join.ts';
import { dueChanges, lockDueChange, warnOfChanges } from '../../store/citizens/phone-changes.ts';
import { inTransaction } from '../../store/tx.ts';

/** Warns old numbers a day before, and lets the changes of phone that nobody stopped take effect: everything goes to the account at the new number. Gives how many moved. */
export async function takePhoneChanges(now: Date): Promise<number> {
  await warnOfChanges(now);
  let taken = 0;
  for (const id of await dueChanges(now)) if (await take(id, now)) taken += 1;
  return taken;
}

function take(id: string, now: Date): Promise<boolean> {
  return inTransaction(null, async (tx) => {
    const change = await lockDueChange(tx, id, now);
    if (!change) return false;
    await joinAccounts(tx, { from: change.citizenId, into: change.askerId }, now);
    return true;
  });
}
