import { Refusal } from '../../../domain/refusal.ts';
import type { Proof } from '../../../domain/entering.ts';
import { identityUsed, staffBySubject } from '../../store/entry/identities.ts';
import type { Returned } from './provider.ts';

/** Which member of staff the provider vouches for; refuses an account that is nobody's, and of whoever has left. */
export async function staffVouchedFor({ issuer, vouched }: Returned, now: Date): Promise<number> {
  const of = { issuer, subject: vouched.subject };
  const staffId = await staffBySubject(of);
  if (staffId === undefined) throw new Refusal('provider-unknown');
  await identityUsed(of, vouched.knownAs, now);
  return staffId;
}

/** What the word of the provider is worth at the door. */
export function proofOf({ vouched }: Returned): Proof {
  return vouched.strong ? 'provider-strong' : 'provider';
}
