import { sql } from 'kysely';
import type { ClueStage } from '../../../domain/clues/clue.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { partsForWriter } from '../../store/people-of-clues.ts';

/** A clue as its writer finds it again. */
export interface OwnClue {
  stage: ClueStage;
  receivedAt: Date;
  dueAt: Date | null;
  closedReason: string | null;
  /** For which key a further letter is sealed. */
  recipients: string[];
  /** The writer's own key, which only the other half of their secret unwraps. */
  wrapped: Buffer;
  /** Letters of examiners, sealed for the writer, and when the writer wrote. */
  letters: { mine: boolean; at: Date; sealed: Buffer | null }[];
}

interface Row {
  id: number;
  stage: ClueStage;
  receivedAt: Date;
  dueAt: Date | null;
  closedReason: string | null;
  recipients: string[];
}

/** The clue that one of these fingerprints finds; refused alike whether it is wrong or there is nothing. */
export async function ownClue(db: Db, foundBy: readonly Buffer[]): Promise<OwnClue> {
  const { rows } =
    await sql<Row>`select id, stage, received_at as "receivedAt", due_at as "dueAt", closed_reason as "closedReason",
    array(select recipient from clue_keys where retired_at is null) as recipients from clues where found_by = any (${foundBy})`.execute(
      db,
    );
  const [row] = rows;
  if (!row) throw new Refusal('no-such-secret');
  const [parts, own] = await Promise.all([
    partsForWriter(row.id),
    sql<{ at: Date }>`select at from clue_letters where clue_id = ${row.id} and staff_id is null`.execute(db),
  ]);
  const wrapped = parts.find(({ what }) => what === 'writer-key')?.sealed;
  if (!wrapped) throw new Error('A clue without its writer’s key.');
  const letters = [
    ...parts.flatMap(({ what, at, sealed }) => (what === 'letter' ? [{ mine: false, at, sealed }] : [])),
    ...own.rows.map(({ at }) => ({ mine: true, at, sealed: null })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const { id: _, ...facts } = row;
  return { ...facts, wrapped, letters };
}
