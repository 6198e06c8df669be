import { workingDaysBetween, type CalendarDays } from '../../domain/calendar.ts';
import { type CountedAt, type MovesAt, movesBetween } from '../../domain/statistics/moves.ts';
import type { Locked } from './lock-message.ts';
import type { TurnMove } from './clock-parts.ts';
import type { MessagesTable } from './schema/board.ts';
import type { SetPart } from './sets.ts';

type Columns = Partial<Record<keyof MessagesTable, unknown>>;

/** Columns of a message that only its numbers need: when it was first answered, and until when its office had to speak first. */
export function measuredColumns({ row }: Locked, s: TurnMove, set: Columns): Columns {
  const columns: Columns = {};
  if (set.answered_at && row.first_answered_at === null) columns.first_answered_at = set.answered_at;
  if (row.contacted_at === null && s.turn !== undefined && s.turn !== null)
    columns.contact_due_at = s.turn.what === 'accept' ? s.turn.dueAt : null;
  else if (row.contact_due_at === null && s.promise && typeof s.promise === 'object' && 'what' in s.promise) {
    const { what, dueAt } = s.promise;
    if (what === 'acknowledge' || what === 'pass-on') columns.contact_due_at = dueAt;
  }
  return columns;
}

/** How many working days a first answer took, from publication; undefined for a later one. */
export function answerDays({ row }: Locked, now: Date, calendar: CalendarDays): number | undefined {
  const since = row.published_at ?? row.transferred_at;
  if (row.first_answered_at !== null || since === null) return undefined;
  return Math.max(0, workingDaysBetween(since, now, calendar));
}

/** The write of the numbers that a step moves: one row with all of them; two where the message changes its office. */
export function measuredSets(locked: Locked, moved: Columns, now: Date): SetPart[] {
  const { row } = locked;
  const rows = movesBetween(countedAt(locked, {}), countedAt(locked, moved), now);
  if (rows.length === 0) return [];
  const { post_id, region_code, province_code, city_code, topic_id, kind, source } = row;
  const of = { post_id, region_code, province_code, city_code, topic_id, kind, source };
  return [
    { name: 'counted', columns: deltaTypes, text: insertDeltas, rows: rows.map((r) => deltaRow(of, r)) },
  ];
}

// How the database reads a row of movements from JSON.
const deltaTypes = `(month date, post_id bigint, region_code text, province_code text, city_code text, topic_id smallint, kind text,
  source text, office_id bigint, measures text[], days date[], ns integer[])`;
const deltaColumns =
  'month, post_id, region_code, province_code, city_code, topic_id, kind, source, office_id, measures, days, ns';
const insertDeltas = `insert into deltas (${deltaColumns}) select ${deltaColumns} from each_counted`;

/** The write of many rows of movements, given as JSON in one value. */
export function insertDeltasFrom(json: string): string {
  return `insert into deltas (${deltaColumns}) select ${deltaColumns} from json_to_recordset(${json}::json) as r ${deltaTypes}`;
}

/** Movements as a row of the database. */
export function deltaRow(of: Readonly<Record<string, unknown>>, { officeId, month, moves }: MovesAt) {
  return {
    ...of,
    office_id: officeId,
    month,
    measures: moves.map((move) => move.measure),
    days: moves.map((move) => move.on),
    ns: moves.map((move) => move.n),
  };
}

function countedAt({ row }: Locked, moved: Columns): CountedAt {
  const m = { ...row, ...moved } as Locked['row'];
  return {
    ...{ publication: m.publication, handling: m.handling, voice: m.voice, kind: m.kind, adopted: m.adopted },
    ...{ ministry: m.ministry, imported: m.source === 'import', officeId: m.answerable_id },
    ...{ answeredAt: m.answered_at, firstAnsweredAt: m.first_answered_at, answerDays: m.answer_days },
    ...{ firstDueAt: m.first_due_at, dueAt: m.due_at, pausedUntil: m.paused_until },
    ...{ contactedAt: m.contacted_at, contactDueAt: m.contact_due_at },
    ...{ ratings: m.ratings, satisfied: m.satisfied },
    ...{ publishedAt: m.published_at, transferredAt: m.transferred_at },
  };
}
