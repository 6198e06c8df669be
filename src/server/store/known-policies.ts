import type { ClockPolicy } from '../../domain/clock-policies.ts';
import type { Length } from '../../domain/clocks.ts';
import type { Selectable } from 'kysely';
import { app, type Db } from './db.ts';
import type { ClockTables } from './schema/clocks.ts';

/** A change of policies is known to every process after this long. */
const freshForMs = 60_000;

let known: { policies: Promise<readonly ClockPolicy[]>; at: number } | undefined;

/** The policies as this process knows them. Stale ones are renewed beside, so that no step waits for a second connection while it holds a lock. */
export async function knownPolicies(now: Date): Promise<readonly ClockPolicy[]> {
  if (!known) return renewed(now);
  const { policies, at } = known;
  if (Math.abs(now.getTime() - at) > freshForMs) renewed(now).catch(() => {});
  return policies;
}

/** Forgets the policies; the next step reads them anew. */
export function forgetPolicies(): void {
  known = undefined;
}

/** All policies that have not ended. */
export async function loadPolicies(db: Db): Promise<ClockPolicy[]> {
  const rows = await db.selectFrom('clock_policies').selectAll().where('ended_at', 'is', null).execute();
  return rows.map(policyOf);
}

/** A row as the rules read it. */
export function policyOf(row: Selectable<ClockTables['clock_policies']>): ClockPolicy {
  return {
    id: row.id,
    clock: row.clock as ClockPolicy['clock'],
    regionCode: row.region_code,
    officeId: row.office_id,
    campaignId: row.campaign_id,
    kind: row.kind,
    urgency: row.urgency,
    length: lengthOf(row),
    validFrom: row.valid_from,
  };
}

function lengthOf({ length, unit }: { length: number | null; unit: string | null }): Length | null {
  if (length === null) return null;
  if (unit === 'hours') return { hours: length };
  return unit === 'days' ? { days: length } : { workingDays: length };
}

async function renewed(now: Date): Promise<readonly ClockPolicy[]> {
  const before = known;
  const policies = loadPolicies(app());
  if (!before) known = { policies, at: now.getTime() };
  try {
    const loaded = await policies;
    known = { policies, at: now.getTime() };
    return loaded;
  } catch (error) {
    known = before;
    throw error;
  }
}
