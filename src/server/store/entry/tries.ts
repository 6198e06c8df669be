import { lockedMinutes } from '../../../domain/entering.ts';
import { named } from '../compose.ts';
import { newestHash } from '../envelope.ts';
import { alone } from '../tx.ts';

// A try counts before it is looked at, so that a hundred at once are not a hundred free ones; what succeeds is forgotten.
// How long so many failures close it comes as a list of minutes, so that counting and closing are one statement.
const failures = "case when t.last_at < $2::timestamptz - interval '1 day' then 1 else t.failed + 1 end";
const take = named(`insert into entry_tries as t (what, failed, last_at) values ($1, 1, $2)
  on conflict (what) do update set last_at = $2, failed = ${failures},
    locked_until = $2::timestamptz + nullif(($3::integer[])[least(${failures}, cardinality($3::integer[]))], 0) * interval '1 minute'
  where t.locked_until is null or t.locked_until <= $2 returning failed`);
const minutes = Array.from({ length: 20 }, (_, i) => lockedMinutes(i + 1));
const until = named('select locked_until from entry_tries where what = $1');
const forget = named('delete from entry_tries where what = $1');

/** Takes one try at a name or a code. Gives until when it is closed, where it is; undefined: go on, and say so when it was right. */
export async function takeTry(what: string, now: Date): Promise<Date | undefined> {
  const key = newestHash('entry', what);
  if ((await alone.rows(take, [key, now, minutes])).length > 0) return undefined;
  return (await alone.rows<{ locked_until: Date | null }>(until, [key]))[0]?.locked_until ?? now;
}

/** The try was right: what failed before counts no more. */
export async function forgiveTries(what: string): Promise<void> {
  await alone.rows(forget, [newestHash('entry', what)]);
}
