import type { ReplyFinding } from '#domain/reply-checks/finding.ts';
import { board } from '#server/views/board.ts';
import {
  clockReader,
  type ClockReading,
  type RulerDay,
  workingDayRuler,
} from '#server/views/desk/clock-reading.ts';
import { type Chain, chainOf } from '#server/views/desk/chain.ts';
import { type Deeds, deedsOf } from '#server/views/desk/deeds.ts';
import { type DeskMessage, deskMessage } from '#server/views/desk/desk-message.ts';
import { instructionThread, type ThreadInstruction } from '#server/views/desk/leader/instruction-thread.ts';
import type { FoundUnit } from '#server/views/desk/find-units.ts';
import { officesOf } from '#server/views/desk/office-queue.ts';
import { type Supervision, supervisionOf } from '#server/views/desk/supervision/supervision-of.ts';
import { replyTemplates } from '#server/views/desk/reply-templates.ts';
import type { Refused } from '../refused.ts';
import type { Staff } from '../admit.ts';

/** A case as the office's desk opens it. */
export interface OpenedCase {
  message: DeskMessage;
  deeds: Deeds;
  supervision: Supervision;
  /** The chain of offices: orders, returns, rulings. */
  chain: Chain;
  clock: (ClockReading & { startsAt: Date }) | null;
  ruler: RulerDay[];
  /** What leaders instructed on it, as far as this reader may see. */
  thread: ThreadInstruction[];
  /** The office's templates, the most used first; none where no reply is to be written. */
  templates: OfferedTemplates;
}

/** Reply templates as a form offers them. */
export interface OfferedTemplates {
  items: { id: number; name: string }[];
  total: number;
}

const mostTemplates = 40;

/** What an act on a case answers with when its page is shown again. */
export interface OfficeAnswer extends Partial<Refused> {
  act: string;
  values?: Record<string, string>;
  /** What a look at the draft found, by which it was not handed in yet. */
  findings?: ReplyFinding[];
  /** A template was looked for or filled in: the form is drawn anew with what it came to. */
  template?: { stamp: number; used?: string; found?: OfferedTemplates };
  /** Units that fit the name typed: one is to be chosen. */
  found?: FoundUnit[];
  /** One private value, shown this once. */
  revealed?: { what: 'phone' | 'name'; value: string };
}

/** The case for a member of its office; refuses whoever does not work at an office, and whoever has nothing to do with it. */
export async function openCase(code: string, staff: Staff, at: Date): Promise<OpenedCase> {
  officesOf(staff);
  const [message, deeds, supervision, chain, read, thread] = await Promise.all([
    deskMessage(board(), code, staff),
    deedsOf(board(), code, staff, at),
    supervisionOf(board(), code, staff, at),
    chainOf(board(), code, staff, at),
    clockReader(at),
    instructionThread(board(), code, staff),
  ]);
  const promise = message.clocks.find((clock) => clock.promise);
  return {
    message,
    deeds,
    supervision,
    thread,
    chain,
    clock: promise
      ? { ...read({ ...promise, pausedUntil: message.pausedUntil }), startsAt: promise.startsAt }
      : null,
    ruler: promise && !message.pausedUntil ? await workingDayRuler(promise, at) : [],
    templates: deeds.draft ? await offeredTemplates(staff, '') : { items: [], total: 0 },
  };
}

/** The templates of one's offices that hold the words, to choose from. */
export async function offeredTemplates(staff: Staff, q: string): Promise<OfferedTemplates> {
  const { items, total } = await replyTemplates(board(), staff, { q, limit: mostTemplates });
  return { items: items.map(({ id, name }) => ({ id, name })), total };
}
