import type { EnterpriseReason, EnterpriseState } from '../../../domain/enterprise.ts';
import { named } from '../compose.ts';
import { alone, type Tx } from '../tx.ts';

/** An enterprise for which a citizen writes or wants to. */
export interface Enterprise {
  id: number;
  citizenId: number;
  name: string;
  creditCode: string;
  shown: boolean;
  state: EnterpriseState;
  askedAt: Date;
  decidedAt: Date | null;
  reason: EnterpriseReason | null;
}

const columns = `id, citizen_id as "citizenId", name, credit_code as "creditCode", shown, state, asked_at as "askedAt",
  decided_at as "decidedAt", reason`;
const lockCitizen = named('select id from citizens where id = $1 for update');
const latest = named(`select ${columns} from enterprises where citizen_id = $1 order by id desc limit 1`);
const insert = named(`insert into enterprises (citizen_id, name, credit_code, shown, state, asked_at)
  values ($1, $2, $3, $4, 'asked', $5)`);
const decide =
  named(`update enterprises set state = $2, decided_by = $3, decided_at = $4, reason = $5, ended_at = case when $2 = 'ended' then $4::timestamptz end
  where id = $1 and state = $6 returning id`);
const showing = named(
  `update enterprises set shown = $2 where citizen_id = $1 and state in ('asked', 'certified') returning id`,
);
const drop =
  named(`update enterprises set state = 'ended', ended_at = $2 where citizen_id = $1 and state in ('asked', 'certified')
  returning id`);
const list = named(`select ${columns} from enterprises where state = $1
  order by case when $1 = 'asked' then id end, id desc limit 200`);

/** The enterprise that a citizen asked for last. */
export async function latestEnterprise(citizenId: number): Promise<Enterprise | undefined> {
  return (await alone.rows<Enterprise>(latest, [citizenId]))[0];
}

/** The same while nobody else asks in this citizen's name. */
export async function lockLatestEnterprise(tx: Tx, citizenId: number): Promise<Enterprise | undefined> {
  await tx.rows(lockCitizen, [citizenId]);
  return (await tx.rows<Enterprise>(latest, [citizenId]))[0];
}

/** Keeps a request. */
export async function insertEnterprise(
  tx: Tx,
  e: Pick<Enterprise, 'citizenId' | 'name' | 'creditCode' | 'shown' | 'askedAt'>,
): Promise<void> {
  await tx.rows(insert, [e.citizenId, e.name, e.creditCode, e.shown, e.askedAt]);
}

/** What an operator makes of one; false where it stands elsewhere by now. */
export async function decideEnterprise(
  of: { id: number; from: EnterpriseState; to: EnterpriseState; reason: EnterpriseReason | null },
  staffId: number,
  now: Date,
): Promise<boolean> {
  return (await alone.rows(decide, [of.id, of.to, staffId, now, of.reason, of.from])).length > 0;
}

/** Whether messages carry its name from now on. */
export async function showEnterprise(citizenId: number, shown: boolean): Promise<boolean> {
  return (await alone.rows(showing, [citizenId, shown])).length > 0;
}

/** The citizen writes for it no more. */
export async function leaveEnterprise(citizenId: number, now: Date): Promise<boolean> {
  return (await alone.rows(drop, [citizenId, now])).length > 0;
}

/** Those that wait for an operator, the oldest first; or those certified, the newest first. */
export function enterprisesIn(state: 'asked' | 'certified'): Promise<Enterprise[]> {
  return alone.rows<Enterprise>(list, [state]);
}
