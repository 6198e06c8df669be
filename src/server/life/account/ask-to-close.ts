import { closesAt } from '../../../domain/account.ts';
import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { setClosing } from '../../store/citizens/accounts.ts';
import { codeFault, codeHash } from '../../store/citizens/codes.ts';
import { named } from '../../store/compose.ts';
import { endSessionsOfCitizen } from '../../store/entry/sessions.ts';
import { inTransaction } from '../../store/tx.ts';
import type { TypedCode } from './change-phone.ts';
import { ownAccount } from './own-account.ts';

/** What becomes of messages that are still open when their author closes the account. */
export const openWishes = ['handle', 'withdraw'] as const;
export type OpenWish = (typeof openWishes)[number];

const use = named(`select private.use_own_code($1, $2, $3, 'close', $4) as outcome`);

/** A citizen closes their account: every session ends now, the rest three days later, unless they come back until then. */
export async function askToClose(
  given: { open: OpenWish; typed: TypedCode },
  actor: Actor,
  now: Date,
): Promise<{ closesAt: Date }> {
  const citizenId = ownAccount(actor);
  const { id, code } = given.typed;
  const at = closesAt(now);
  const outcome = await inTransaction<{ outcome: string }, string>(
    { statement: use, values: [citizenId, id, codeHash(id, code), now] },
    async (tx, [used]) => {
      if (used?.outcome !== 'right') return used?.outcome ?? 'stale';
      if (!(await setClosing(tx, { citizenId, at, withdraws: given.open === 'withdraw' })))
        throw new Refusal('wrong-state', { detail: 'the account has ended' });
      endSessionsOfCitizen(tx, citizenId, now);
      return 'right';
    },
  );
  if (outcome !== 'right') throw new Refusal('invalid', { faults: [codeFault('code', outcome)] });
  return { closesAt: at };
}
