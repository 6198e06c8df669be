import { named } from '../compose.ts';
import { blindIndexes, hashesOf, newestHash } from '../envelope.ts';
import { alone, type Tx } from '../tx.ts';

/** A change of phone that waits. */
export interface WaitingChange {
  id: string;
  citizenId: number;
  askerId: number;
  askedAt: Date;
  effectiveAt: Date;
}

const columns = `id, citizen_id as "citizenId", asker_id as "askerId", asked_at as "askedAt", effective_at as "effectiveAt"`;
const insert =
  named(`insert into phone_changes (id, citizen_id, asker_id, stop_hash, stop_sealed, asked_at, effective_at)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict do nothing returning id`);
const of = named(
  `select ${columns} from phone_changes where (citizen_id = $1 or asker_id = $1) and ended_at is null order by asked_at`,
);
const byId = named(`select ${columns} from phone_changes where id = $1 and ended_at is null`);
// Without the second warning, and a day after it, nothing takes effect: also where no worker ran for days.
const isDue = `ended_at is null and effective_at <= $1 and warned_at <= $1::timestamptz - interval '23 hours'`;
const due = named(`select id from phone_changes where ${isDue} order by effective_at limit 100`);
const lockDue = named(`select ${columns} from phone_changes where id = $2 and ${isDue} for update`);
const warn = named(`with warned as (
    update phone_changes set warned_at = $1 where ended_at is null and warned_at is null and effective_at <= $1::timestamptz + interval '1 day'
    returning id, stop_sealed
  ), left_behind as (
    insert into outbox (task, payload, run_at)
    select 'phone-change', jsonb_build_object('change', id, 'part', 'warned', 'sealed', stop_sealed), $1::timestamptz from warned returning id
  ) select count(*)::integer as n from left_behind`);
const stop =
  named(`update phone_changes set ended_at = $3, outcome = case when citizen_id = $2 then 'stopped' else 'cancelled' end
  where id = $1 and (citizen_id = $2 or asker_id = $2) and ended_at is null returning id`);
const stopByCode = named(
  `update phone_changes set ended_at = $2, outcome = 'stopped' where stop_hash = any ($1) and ended_at is null returning id`,
);

const stopOf = named('select private.stop_change_of($1, $2, $3) as n');

/** Keeps a request; false where one waits already for either account. */
export async function insertPhoneChange(
  tx: Tx,
  change: WaitingChange & { stopCode: string; sealed: string },
): Promise<boolean> {
  const { id, citizenId, askerId, askedAt, effectiveAt } = change;
  const values = [
    id,
    citizenId,
    askerId,
    newestHash(stopping, tidyStop(change.stopCode)),
    change.sealed,
    askedAt,
    effectiveAt,
  ];
  return (await tx.rows(insert, values)).length > 0;
}

/** What waits to happen to an account, or was asked for from it. */
export function waitingChangesOf(citizenId: number): Promise<WaitingChange[]> {
  return alone.rows<WaitingChange>(of, [citizenId]);
}

/** One that still waits. */
export async function waitingChange(id: string): Promise<WaitingChange | undefined> {
  return (await alone.rows<WaitingChange>(byId, [id]))[0];
}

/** Those whose time has come. */
export async function dueChanges(now: Date): Promise<string[]> {
  return (await alone.rows<{ id: string }>(due, [now])).map(({ id }) => id);
}

/** One of them, so that nobody stops it meanwhile. */
export async function lockDueChange(tx: Tx, id: string, now: Date): Promise<WaitingChange | undefined> {
  return (await tx.rows<WaitingChange>(lockDue, [now, id]))[0];
}

/** Leaves a second warning to the old number, once, a day before; gives how many. */
export async function warnOfChanges(now: Date): Promise<number> {
  return (await alone.rows<{ n: number }>(warn, [now]))[0]?.n ?? 0;
}

/** One of the two accounts says no. */
export async function endPhoneChange(id: string, citizenId: number, now: Date): Promise<boolean> {
  return (await alone.rows(stop, [id, citizenId, now])).length > 0;
}

/** Whoever has the code that went to the old number says no. */
export async function endPhoneChangeByCode(code: string, now: Date): Promise<boolean> {
  return (await alone.rows(stopByCode, [hashesOf(stopping, tidyStop(code)), now])).length > 0;
}

/** Whoever has the old number says no from it; nothing where the number may be a stranger's. */
export async function endPhoneChangeOf(phone: string, dormantBefore: Date, now: Date): Promise<boolean> {
  const [row] = await alone.rows<{ n: number }>(stopOf, [blindIndexes('phone', phone), dormantBefore, now]);
  return (row?.n ?? 0) > 0;
}

const stopping = 'stop-change';
const tidyStop = (code: string) => code.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
