import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import type { ClueClock, ClueStage, ProposalKind } from '../../../../domain/clues/clue.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { examinerId } from './clue-list.ts';

/** A clue of the same group or with the same things named. */
export interface ClueKin {
  ref: string;
  stage: ClueStage;
  receivedAt: Date;
  /** Put together by an examiner, or only alike by fingerprint. */
  grouped: boolean;
  /** The name of its group, so that another can be put into it. */
  group: string | null;
}

/** Where a clue stands: everything of it that is not sealed. */
export interface ClueFacts {
  ref: string;
  stage: ClueStage;
  receivedAt: Date;
  clock: ClueClock | null;
  dueAt: Date | null;
  late: boolean;
  proposal: { kind: ProposalKind; code: string | null; who: string; own: boolean } | null;
  finding: string | null;
  addressee: string | null;
  closedReason: string | null;
  closedAt: Date | null;
  /** Null, once its content is destroyed. */
  writerRecipient: string | null;
  erasedAt: Date | null;
  keyId: number;
  group: string | null;
  kin: ClueKin[];
  /** Attachments: with the report or a letter, how long once sealed; name and type are inside. */
  files: { id: string; withLetter: boolean; at: Date; bytes: number }[];
  history: { step: string; who: string | null; at: Date; code: string | null }[];
}

interface Row extends Omit<ClueFacts, 'proposal' | 'kin' | 'files' | 'history'> {
  id: number;
  proposal: ProposalKind | null;
  proposalCode: string | null;
  proposedBy: number | null;
  proposer: string | null;
}

/** The unsealed facts of one clue, for an examiner; undefined where there is none or they stepped back from it. */
async function clueFacts(db: Db, actor: Actor, ref: string, now: Date): Promise<ClueFacts | undefined> {
  const staffId = examinerId(actor);
  const { rows } =
    await sql<Row>`select c.id, c.ref, c.stage, c.received_at as "receivedAt", c.clock, c.due_at as "dueAt",
    coalesce(c.due_at < ${now}, false) as late, c.proposal, c.proposal_code as "proposalCode", c.proposed_by as "proposedBy", s.name as proposer,
    c.finding, c.addressee, c.closed_reason as "closedReason", c.closed_at as "closedAt", c.writer_recipient as "writerRecipient",
    c.key_id as "keyId", g.ref as "group", e.at as "erasedAt"
    from clues c left join clue_erasures e on e.clue_id = c.id left join staff s on s.id = c.proposed_by left join clue_groups g on g.id = c.group_id
    where c.ref = ${ref} and not exists (select from clue_conflicts k where k.clue_id = c.id and k.staff_id = ${staffId})`.execute(
      db,
    );
  const [row] = rows;
  if (!row) return undefined;
  const [kin, files, history] = await Promise.all([
    kinOf(db, row.id, staffId),
    filesOf(db, row.id),
    historyOf(db, row.id),
  ]);
  const { id: _, proposal, proposalCode, proposedBy, proposer, ...facts } = row;
  return {
    ...facts,
    proposal: proposal && {
      ...{ kind: proposal, code: proposalCode, who: proposer ?? '', own: proposedBy === staffId },
    },
    kin,
    files,
    history,
  };
}

async function kinOf(db: Db, id: number, staffId: number): Promise<ClueKin[]> {
  const { rows } = await sql<ClueKin>`select k.ref, k.stage, k.received_at as "receivedAt", g.ref as "group",
    coalesce(k.group_id = c.group_id, false) as grouped from clues c join clues k on k.id <> c.id left join clue_groups g on g.id = k.group_id
    where c.id = ${id} and not exists (select from clue_conflicts x where x.clue_id = k.id and x.staff_id = ${staffId})
      and (k.group_id = c.group_id or k.id in (
        select q.clue_id from clue_prints p join clue_prints q on q.print = p.print where p.clue_id = ${id}))
    order by grouped desc, k.id desc limit 50`.execute(db);
  return rows;
}

async function filesOf(db: Db, id: number): Promise<ClueFacts['files']> {
  const { rows } = await sql<
    ClueFacts['files'][number]
  >`select f.id, f.letter_id is not null as "withLetter", f.at, f.bytes from clue_files f
    where f.clue_id = ${id} order by f.letter_id nulls first, f.place`.execute(db);
  return rows;
}

async function historyOf(db: Db, id: number): Promise<ClueFacts['history']> {
  const { rows } = await sql<
    ClueFacts['history'][number]
  >`select h.step, s.name as who, h.at, h.changes->>'code' as code
    from clue_history h left join staff s on s.id = h.staff_id where h.clue_id = ${id} order by h.seq`.execute(
    db,
  );
  return rows;
}

/** The same, for whoever must have one. */
export async function requireClueFacts(db: Db, actor: Actor, ref: string, now: Date): Promise<ClueFacts> {
  const found = await clueFacts(db, actor, ref, now);
  if (!found) throw new Refusal('not-found');
  return found;
}
