import { type Enterprise, latestEnterprise } from '../../store/citizens/enterprises.ts';

/** The enterprise that a citizen asked for last, and where that stands. */
export async function ownEnterprise(
  citizenId: number,
): Promise<Omit<Enterprise, 'citizenId' | 'id'> | undefined> {
  const found = await latestEnterprise(citizenId);
  if (!found) return undefined;
  const { name, creditCode, shown, state, askedAt, decidedAt, reason } = found;
  return { name, creditCode, shown, state, askedAt, decidedAt, reason };
}
