import type { LogFilter } from '../../../domain/auditing/access-log-filter.ts';
import { named, type Statement } from '../compose.ts';
import { privatePool } from '../db.ts';
import { readInOne } from '../tx.ts';

/** One look at private data of a writer: who, from which office, when, at which message, by which way. Never what was seen. */
export interface Look {
  id: number;
  at: Date;
  staffId: number;
  who: string;
  /** The offices at which they worked then. */
  offices: string[];
  code: string;
  what: 'phone' | 'name' | 'address' | 'words';
  way: 'reason' | 'call' | 'search';
}

/** A day on which one person looked more often than is usual. */
export interface UnusualDay {
  day: string;
  staffId: number;
  who: string;
  looks: number;
  messages: number;
}

/** One reading of the log itself. */
export interface LogReading {
  id: number;
  at: Date;
  who: string;
  shown: number;
  asFile: boolean;
}

const within = `r.at >= ($1 || ' 00:00+08')::timestamptz and r.at < ($2 || ' 00:00+08')::timestamptz + interval '1 day'
  and ($3 = '' or position($3 in s.name) > 0) and ($4 = '' or m.code = $4)
  and ($5 = '' or exists (select from public.staff_roles d join public.offices o on o.id = d.office_id
    where d.staff_id = r.staff_id and d.from_at <= r.at and (d.to_at is null or d.to_at > r.at) and position($5 in o.name) > 0))`;
const joined = `private.reveals r join public.staff s on s.id = r.staff_id join public.messages m on m.id = r.message_id`;

const looks = named(`select r.id, r.at, r.staff_id as "staffId", s.name as who, m.code, r.what, r.way,
    array(select distinct o.name from public.staff_roles d join public.offices o on o.id = d.office_id
      where d.staff_id = r.staff_id and d.from_at <= r.at and (d.to_at is null or d.to_at > r.at) order by 1) as offices
  from ${joined} where ${within} and ($6::bigint is null or r.id < $6) order by r.id desc limit $7`);
const unusual =
  named(`select to_char(r.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, r.staff_id as "staffId", s.name as who,
    -- One search is one look, however many messages it shows.
    (count(*) filter (where r.way <> 'search') + count(distinct r.at) filter (where r.way = 'search'))::integer as looks, count(distinct r.message_id)::integer as messages
  from ${joined} where ${within} group by 1, 2, 3
  having count(*) filter (where r.way <> 'search') + count(distinct r.at) filter (where r.way = 'search') > $6 order by 4 desc, 1 desc limit 50`);
const readings = named(`select l.id, l.at, s.name as who, l.shown, l.as_file as "asFile"
  from private.log_reads l join public.staff s on s.id = l.staff_id order by l.id desc limit $1`);
const write = named(
  `insert into private.log_reads (staff_id, asked, shown, as_file, at) values ($1, $2::jsonb, $3, $4, $5)`,
);
const open = named(`select set_config('huiyin.auditor', $1, true)`);

/** The looks that a filter finds, the newest first, from after an id on. */
export function looksOf(
  auditorId: number,
  filter: LogFilter,
  page: { after: number | null; limit: number },
): Promise<Look[]> {
  return asAuditor(auditorId, looks, [...valuesOf(filter), page.after, page.limit]);
}

/** The days on which somebody looked more often than the filter takes for usual. */
export function unusualDays(auditorId: number, filter: LogFilter): Promise<UnusualDay[]> {
  return asAuditor(auditorId, unusual, [...valuesOf(filter), filter.most]);
}

/** Who read the log last. */
export function lastReadings(auditorId: number, most: number): Promise<LogReading[]> {
  return asAuditor(auditorId, readings, [most]);
}

/** Writes a reading of the log down, before what was read is handed out. */
export async function recordLogReading(
  auditorId: number,
  reading: { filter: LogFilter; shown: number; asFile: boolean; at: Date },
): Promise<void> {
  const values = [auditorId, JSON.stringify(reading.filter), reading.shown, reading.asFile, reading.at];
  await asAuditor(auditorId, write, values);
}

function valuesOf({ from, to, person, code, office }: LogFilter): string[] {
  return [from, to, person, code, office];
}

// The wall lets the log be read where the reading transaction says for which auditor.
async function asAuditor<Row>(
  auditorId: number,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const before = { statement: open, values: [String(auditorId)] };
  const [found] = await readInOne(privatePool(), [{ before, question: { statement, values } }]);
  return found as Row[];
}
