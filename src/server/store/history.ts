import type { Actor } from '../../domain/actor.ts';
import { sha256 } from './envelope.ts';

/** One line of a message's history, before it is chained. */
export interface HistoryLine {
  messageId: number;
  seq: number;
  step: string;
  /** As what the actor took the step. */
  role: string;
  actorKind: 'citizen' | 'staff' | 'machine';
  actorId: number | null;
  officeId: number | null;
  at: Date;
  /** Ids, codes and states only: never words, never a person's data. */
  changes: Record<string, unknown>;
  wordsDigest: Buffer | null;
}

/** The hash that chains a line to all lines before it; the first line chains to nothing. */
export function chainHash(previous: Buffer | null, line: HistoryLine): Buffer {
  const text = JSON.stringify([
    line.messageId,
    line.seq,
    line.step,
    line.role,
    line.actorKind,
    line.actorId,
    line.officeId,
    line.at.toISOString(),
    canonical(line.changes),
    line.wordsDigest?.toString('hex') ?? null,
  ]);
  return sha256(previous ?? Buffer.alloc(32), text);
}

/** Who took a step, as history keeps it. */
export function actorOf(actor: Actor): { actorKind: HistoryLine['actorKind']; actorId: number | null } {
  if (actor.kind === 'citizen') return { actorKind: 'citizen', actorId: actor.citizenId };
  if (actor.kind === 'staff') return { actorKind: 'staff', actorId: actor.staffId };
  return { actorKind: 'machine', actorId: null };
}

// jsonb sorts keys its own way; the chain must not depend on it.
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, canonical(v)]),
  );
}
