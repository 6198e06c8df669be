import { dormantBefore } from '../../../domain/account.ts';
import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { phoneConfirmed } from '../../store/citizens/accounts.ts';
import { codeFault, codeHash } from '../../store/citizens/codes.ts';
import { joinAccounts } from '../../store/citizens/join.ts';
import { named } from '../../store/compose.ts';
import { inTransaction } from '../../store/tx.ts';
import type { TypedCode } from './change-phone.ts';
import { ownAccount } from './own-account.ts';

const take = named('select outcome, other from private.take_phone($1, $2, $3, $4, $5)');

/** An account whose number went to somebody else takes another one, by a code from there; whoever calls has just seen its owner's passkey. */
export async function takePhone(typed: TypedCode, actor: Actor, now: Date): Promise<void> {
  const citizenId = ownAccount(actor);
  const values = [citizenId, typed.id, codeHash(typed.id, typed.code), now, dormantBefore(now)];
  const outcome = await inTransaction<{ outcome: string; other: number | null }, string | undefined>(
    { statement: take, values },
    async (tx, [taken]) => {
      if (taken?.outcome !== 'right') return taken?.outcome;
      if (taken.other !== null) await joinAccounts(tx, { from: taken.other, into: citizenId }, now);
      phoneConfirmed(tx, citizenId, now);
      return taken.outcome;
    },
  );
  if (outcome !== 'right') throw new Refusal('invalid', { faults: [codeFault('newCode', outcome)] });
}
