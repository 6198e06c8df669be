import type { Actor } from '../../../domain/actor.ts';
import {
  type LogFilter,
  readLogFilter,
  type TypedLogFilter,
} from '../../../domain/auditing/access-log-filter.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import {
  lastReadings,
  type LogReading,
  type Look,
  looksOf,
  recordLogReading,
  type UnusualDay,
  unusualDays,
} from '../../store/auditing/access-log.ts';

/** A page of the access log with what stands out in it. */
export interface AccessLog {
  filter: LogFilter;
  items: Look[];
  /** The id after which the next page begins. */
  next: number | null;
  unusual: UnusualDay[];
  readings: LogReading[];
}

const pageSize = 50;
const mostInFile = 20_000;
const readingsShown = 10;

/** Hands an auditor a page of the access log; that they read it is written down first. */
export async function readAccessLog(
  typed: TypedLogFilter,
  after: number | null,
  actor: Actor,
  now: Date,
): Promise<AccessLog> {
  const staffId = auditorOf(actor);
  const filter = readLogFilter(typed, now);
  const found = await looksOf(staffId, filter, { after, limit: pageSize + 1 });
  const items = found.slice(0, pageSize);
  await recordLogReading(staffId, { filter, shown: items.length, asFile: false, at: now });
  const [unusual, readings] = await Promise.all([
    unusualDays(staffId, filter),
    lastReadings(staffId, readingsShown),
  ]);
  const next = found.length > pageSize ? (items.at(-1)?.id ?? null) : null;
  return { filter, items, next, unusual, readings };
}

/** Hands out everything that a filter finds, for a file; written down like every reading. */
export async function takeAccessLog(typed: TypedLogFilter, actor: Actor, now: Date): Promise<Look[]> {
  const staffId = auditorOf(actor);
  const filter = readLogFilter(typed, now);
  const items = await looksOf(staffId, filter, { after: null, limit: mostInFile });
  await recordLogReading(staffId, { filter, shown: items.length, asFile: true, at: now });
  return items;
}

function auditorOf(actor: Actor): number {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  if (!allows('read the access log', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return actor.staffId;
}
