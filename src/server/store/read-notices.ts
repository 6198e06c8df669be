import { named } from './compose.ts';
import { alone } from './tx.ts';

const read = named('update notices set read_at = $2 where citizen_id = $1 and read_at is null and at <= $2');

/** Marks everything that a citizen was told until now as read. */
export async function markNoticesRead(citizenId: number, now: Date): Promise<void> {
  await alone.rows(read, [citizenId, now]);
}
