import { readPublicCode } from '../../domain/public-code.ts';
import { Refusal } from '../../domain/refusal.ts';
import { authorByCode } from '../store/citizens/accounts.ts';
import { staffByLogin } from '../store/entry/keyring.ts';
import { endForOperator } from '../store/entry/sessions.ts';

/** Whose sessions an operator of the machine ends: everybody's, those of one side, of who wrote a message, of who signs in by this name. */
export type Whose =
  { all: 'everybody' | 'staff' | 'citizens' } | { writerOf: string } | { staffNamed: string };

/** Ends them, whatever their owners do; they are told at the door. Gives how many. */
export async function endSessions(whose: Whose, now: Date): Promise<number> {
  if ('all' in whose) return endForOperator(whose.all, now);
  if ('staffNamed' in whose) {
    const staff = await staffByLogin(whose.staffNamed.normalize('NFKC').trim().toLowerCase());
    if (!staff) throw new Refusal('not-found');
    return endForOperator({ staffId: staff.staffId }, now);
  }
  const author = await authorByCode(readPublicCode(whose.writerOf) ?? '');
  if (!author) throw new Refusal('not-found');
  return endForOperator({ citizenId: author.citizenId }, now);
}
