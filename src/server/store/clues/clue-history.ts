import { sha256 } from '../envelope.ts';

/** One line of a clue's history: who took which step when, by codes and ids; no words. */
export interface ClueLine {
  clueId: number;
  seq: number;
  step: string;
  /** null: its writer. */
  staffId: number | null;
  at: Date;
  changes: Record<string, unknown>;
}

/** The hash that chains a line to all lines of its clue before it. */
export function clueHash(previous: Buffer | null, line: ClueLine): Buffer {
  const changes = Object.entries(line.changes)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([
    ...['clue', line.clueId, line.seq, line.step, line.staffId, line.at.toISOString()],
    changes,
  ]);
  return sha256(previous ?? Buffer.alloc(32), text);
}
