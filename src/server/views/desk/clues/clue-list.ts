import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import type { ClueClock, ClueStage, ProposalKind } from '../../../../domain/clues/clue.ts';
import { clueStages } from '../../../../domain/clues/clue.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { allows } from '../../../../domain/policy.ts';
import { relationsAtLarge } from '../../../../domain/relations.ts';
import type { Db } from '../../../store/db.ts';

/** A clue in the examiners' list: where it stands, never what it says. */
export interface ClueItem {
  ref: string;
  stage: ClueStage;
  receivedAt: Date;
  clock: ClueClock | null;
  dueAt: Date | null;
  late: boolean;
  proposal: ProposalKind | null;
  /** May this examiner confirm it? */
  confirmable: boolean;
  /** How many clues are in its group, itself too. */
  together: number;
  /** How many others name the same things. */
  alike: number;
  /** Its writer wrote after the last letter of an examiner. */
  unanswered: boolean;
}

/** The examiners' list with what stands at which stage. */
export interface ClueList {
  items: ClueItem[];
  total: number;
  counts: Record<ClueStage, number>;
  late: number;
  toConfirm: number;
}

/** Which clues are asked for. */
export interface ClueAsk {
  stage: ClueStage | null;
  limit: number;
  offset: number;
}

/** Every clue that this examiner has nothing to do with in person: the open ones by their due time, the closed ones last. */
export async function clueList(db: Db, actor: Actor, ask: ClueAsk, now: Date): Promise<ClueList> {
  const staffId = examinerId(actor);
  const mine = sql`not exists (select from clue_conflicts k where k.clue_id = c.id and k.staff_id = ${staffId})`;
  const wanted = ask.stage === null ? sql`c.closed_at is null` : sql`c.stage = ${ask.stage}`;
  const [items, counts] = await Promise.all([
    sql<ClueItem>`select c.ref, c.stage, c.received_at as "receivedAt", c.clock, c.due_at as "dueAt",
      coalesce(c.due_at < ${now}, false) as late, c.proposal, coalesce(c.proposed_by <> ${staffId}, false) as confirmable,
      case when c.group_id is null then 1 else (select count(*)::integer from clues g where g.group_id = c.group_id) end as together,
      (select count(distinct q.clue_id)::integer from clue_prints p join clue_prints q on q.print = p.print and q.clue_id <> c.id where p.clue_id = c.id) as alike,
      coalesce((select l.staff_id is null from clue_letters l where l.clue_id = c.id order by l.id desc limit 1), false) as unanswered
      from clues c where ${mine} and ${wanted} order by c.due_at nulls last, c.id desc limit ${ask.limit} offset ${ask.offset}`.execute(
      db,
    ),
    sql<{
      stage: ClueStage;
      n: number;
      late: number;
      waiting: number;
    }>`select c.stage, count(*)::integer as n,
      count(*) filter (where c.due_at < ${now})::integer as late, count(*) filter (where c.proposed_by <> ${staffId})::integer as waiting
      from clues c where ${mine} group by c.stage`.execute(db),
  ]);
  const of = (stage: ClueStage) => counts.rows.find((row) => row.stage === stage)?.n ?? 0;
  const byStage = Object.fromEntries(clueStages.map((stage) => [stage, of(stage)])) as ClueList['counts'];
  const sum = (what: 'late' | 'waiting') => counts.rows.reduce((all, row) => all + row[what], 0);
  const open = counts.rows.reduce((all, { stage, n }) => all + (stage === 'closed' ? 0 : n), 0);
  return {
    items: items.rows,
    total: ask.stage === null ? open : byStage[ask.stage],
    counts: byStage,
    late: sum('late'),
    toConfirm: sum('waiting'),
  };
}

/** The id of the examiner who asks; throws a Refusal for anybody else. */
export function examinerId(actor: Actor): number {
  if (actor.kind === 'visitor') throw new Refusal('sign-in-needed');
  if (actor.kind !== 'staff' || !allows('examine clues', relationsAtLarge(actor)))
    throw new Refusal('not-allowed');
  return actor.staffId;
}
