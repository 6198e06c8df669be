import { dormantBefore } from '../../domain/account.ts';
import { lastSeen } from '../store/citizens/accounts.ts';
import { phoneOf } from '../store/people.ts';

/** The phone of a citizen, where it is still theirs: where nobody signed in for long it may be a stranger's, whom no text may tell of an account or its code. */
export async function phoneThatCounts(
  reader: string,
  citizenId: number,
  now: Date,
): Promise<string | undefined> {
  const seen = await lastSeen(citizenId);
  return seen && seen >= dormantBefore(now) ? phoneOf(reader, citizenId) : undefined;
}
