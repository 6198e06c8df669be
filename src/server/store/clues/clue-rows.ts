import type { Clue, ClueClock, ClueStage, ProposalKind } from '../../../domain/clues/clue.ts';
import type { ClueChange } from '../../../domain/clues/decide-clue.ts';
import { named } from '../compose.ts';
import { alone, type Locking, type Tx } from '../tx.ts';
import { clueHash, type ClueLine } from './clue-history.ts';

/** A clue under its row lock. */
export interface LockedClue extends Clue {
  id: number;
  historySeq: number;
  historyHash: Buffer;
  /** Its content was destroyed when its time was over. */
  erased: boolean;
}

interface Row {
  id: number;
  stage: ClueStage;
  proposal: ProposalKind | null;
  proposal_code: string | null;
  proposed_by: number | null;
  group_id: number | null;
  history_seq: number;
  history_hash: Buffer;
  erased: boolean;
  // An array of bigint comes as text.
  conflicts: string[];
}

const columns = `id, stage, proposal, proposal_code, proposed_by, group_id, history_seq, history_hash, found_by is null as erased,
  array(select k.staff_id from clue_conflicts k where k.clue_id = clues.id) as conflicts`;
// Read once the lock is held: who stepped back while it was waited for is among the conflicts.
const locking = (which: string) => ({
  lock: named(`select id from clues where ${which} for update`),
  ask: named(`select ${columns} from clues where ${which}`),
});
const byRef = locking('ref = $1');
const byFinding = locking('found_by = any ($1)');
const opening = ({ lock, ask }: ReturnType<typeof locking>, value: unknown) => ({
  lock: { statement: lock, values: [value] },
  ask: { statement: ask, values: [value] },
});

/** The opening of a step on the clue of this name. */
export function lockByRef(ref: string): Locking {
  return opening(byRef, ref);
}

/** The opening of a step by its writer. */
export function lockByFinding(foundBy: readonly Buffer[]): Locking {
  return opening(byFinding, foundBy);
}

const idByRef = named('select id from clues where ref = $1');

/** The number of the clue of this name. */
export async function clueByRef(ref: string): Promise<number | undefined> {
  return (await alone.rows<{ id: number }>(idByRef, [ref]))[0]?.id;
}

/** A locked row as the rules see it. */
export function clueOf(opened: unknown): LockedClue | undefined {
  const row = opened as Row | undefined;
  return (
    row && {
      id: row.id,
      stage: row.stage,
      proposal:
        row.proposal && row.proposed_by !== null
          ? { kind: row.proposal, code: row.proposal_code, by: row.proposed_by }
          : null,
      groupId: row.group_id,
      conflicts: row.conflicts.map(Number),
      historySeq: row.history_seq,
      historyHash: row.history_hash,
      erased: row.erased,
    }
  );
}

const save =
  named(`update clues set stage = $2, proposal = $3, proposal_code = $4, proposed_by = $5, group_id = $6,
    finding = coalesce($7, finding), addressee = coalesce($8, addressee), closed_reason = coalesce(closed_reason, $9),
    closed_at = case when $2 = 'closed' then coalesce(closed_at, $10) end,
    clock = case when $11 then $12 else clock end, clock_from_at = case when $11 then $13::timestamptz else clock_from_at end,
    due_at = case when $11 then $14::timestamptz else due_at end, warned = case when $11 then 0 else warned end,
    history_seq = $15, history_hash = $16 where id = $1`);
const line = named(
  'insert into clue_history (clue_id, seq, step, staff_id, at, changes, hash) values ($1, $2, $3, $4, $5, $6, $7)',
);
const conflict = named(
  'insert into clue_conflicts (clue_id, staff_id, at) values ($1, $2, $3) on conflict do nothing',
);

/** A clock that a step starts, or the end of clocks. */
export interface StartedClock {
  name: ClueClock;
  dueAt: Date;
}

/** Writes what a step made of a clue, with its line of history. */
export function saveClue(
  tx: Tx,
  clue: LockedClue,
  change: ClueChange & { started: StartedClock | null },
  by: { step: string; staffId: number | null; now: Date },
): void {
  const told: ClueLine = {
    ...{ clueId: clue.id, seq: clue.historySeq + 1, step: by.step, staffId: by.staffId, at: by.now },
    changes: change.changes,
  };
  const hash = clueHash(clue.historyHash, told);
  const { proposal, started } = change;
  const moves = change.clock !== undefined;
  tx.write(save, [
    ...[clue.id, change.stage, proposal?.kind ?? null, proposal?.code ?? null, proposal?.by ?? null],
    ...[change.groupId, change.finding, change.addressee, change.closedReason, by.now],
    ...[moves, started?.name ?? null, started ? by.now : null, started?.dueAt ?? null],
    ...[told.seq, hash],
  ]);
  writeLine(tx, told, hash);
  if (change.conflict !== null) tx.write(conflict, [clue.id, change.conflict, by.now]);
}

/** Writes one line of history. */
export function writeLine(tx: Tx, told: ClueLine, hash: Buffer): void {
  const { clueId, seq, step, staffId, at, changes } = told;
  tx.write(line, [clueId, seq, step, staffId, at, JSON.stringify(changes), hash]);
}
