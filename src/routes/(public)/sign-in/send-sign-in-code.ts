import { refuseMachine } from '#server/access/humanity/proof.ts';
import { refuseWrongPhone, startVerification } from '#server/access/verification.ts';
import { now } from '#server/clock.ts';
import { textIn } from '../form-faults.ts';
import { proofIn } from '../proof-at-door.ts';

/** Sends a code that opens the account of a phone, once the form that asks shows what has to be shown; refuses a phone that is none. */
export async function sendSignInCode(phone: string, form: FormData, address: string) {
  refuseWrongPhone(phone);
  const proof = proofIn((name) => textIn(form, name));
  await refuseMachine('code', address, proof, now());
  return startVerification(phone, 'sign-in', now());
}
