import { newSecret } from '../store/envelope.ts';
import { insertSession, type Owner } from '../store/entry/sessions.ts';

export { endSession, ownerOfSession } from '../store/entry/sessions.ts';

/** How long a browser stays signed in: of a citizen, and of a member of staff. */
const citizenDays = 30;
export const staffHours = 12;

/** Begins a session of somebody who is known; returns the secret for the cookie and when it ends. */
export async function beginSession(
  owner: Owner,
  now: Date,
  browser: string | null = null,
): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret();
  const lastsMs = 'staffId' in owner ? staffHours * 3_600_000 : citizenDays * 86_400_000;
  const expiresAt = new Date(now.getTime() + lastsMs);
  await insertSession(secret, { owner, stage: 'in', proofs: [], browser, expiresAt }, now);
  return { secret, expiresAt };
}
