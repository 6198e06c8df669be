import { named } from '../compose.ts';
import type { Tx } from '../tx.ts';

const passkeys = named('delete from citizen_passkeys where citizen_id = $1');

const wechat = named('select private.unbind_wechat($1, null)');

/** Ends every way into a citizen's account but its phone, in the transaction that ends the account. */
export function forgetWaysIn(tx: Tx, citizenId: number): void {
  tx.write(passkeys, [citizenId]);
  tx.write(wechat, [citizenId]);
}
