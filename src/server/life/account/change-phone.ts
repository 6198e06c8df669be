import { dormantBefore } from '../../../domain/account.ts';
import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { phoneConfirmed } from '../../store/citizens/accounts.ts';
import { codeFault, codeHash } from '../../store/citizens/codes.ts';
import { joinAccounts } from '../../store/citizens/join.ts';
import { named } from '../../store/compose.ts';
import { inTransaction } from '../../store/tx.ts';
import { ownAccount } from './own-account.ts';

/** A verification and the code that was typed for it. */
export interface TypedCode {
  id: string;
  code: string;
}

interface Changed {
  old_outcome: string;
  new_outcome: string;
  other: number | null;
}

const change = named(
  'select old_outcome, new_outcome, other from private.change_phone($1, $2, $3, $4, $5, $6, $7)',
);

/** Gives an account another phone, with a code from each; an account at the new number joins it. Wrong codes are counted. */
export async function changePhone(
  typed: { old: TypedCode; new: TypedCode },
  actor: Actor,
  now: Date,
): Promise<void> {
  const citizenId = ownAccount(actor);
  const values = [citizenId, typed.old.id, codeHash(typed.old.id, typed.old.code)];
  values.push(typed.new.id, codeHash(typed.new.id, typed.new.code));
  const outcome = await inTransaction<Changed, Changed | undefined>(
    { statement: change, values: [...values, now, dormantBefore(now)] },
    async (tx, [changed]) => {
      if (changed?.old_outcome === 'right' && changed.new_outcome === 'right')
        phoneConfirmed(tx, citizenId, now);
      const other = changed?.other ?? null;
      if (other !== null) await joinAccounts(tx, { from: other, into: citizenId }, now);
      return changed;
    },
  );
  const faults = [
    ...(outcome?.old_outcome === 'right' ? [] : [codeFault('oldCode', outcome?.old_outcome)]),
    ...(outcome?.new_outcome === 'right' ? [] : [codeFault('newCode', outcome?.new_outcome)]),
  ];
  if (faults.length > 0) throw new Refusal('invalid', { faults });
}
