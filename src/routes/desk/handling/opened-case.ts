import type { ReplyFinding } from '#domain/reply-checks/finding.ts';
import { board } from '#server/views/board.ts';
import {
  clockReader,
  type ClockReading,
  type RulerDay,
  workingDayRuler,
} from '#server/views/desk/clock-reading.ts';
import { type Deeds, deedsOf } from '#server/views/desk/deeds.ts';
import { type DeskMessage, deskMessage } from '#server/views/desk/desk-message.ts';
import { officesOf } from '#server/views/desk/office-queue.ts';
import { replyTemplates } from '#server/views/desk/reply-templates.ts';
import type { Refused } from '../refused.ts';
import type { Staff } from '../admit.ts';

/** A case as the office's desk opens it. */
export interface OpenedCase {
  message: DeskMessage;
  deeds: Deeds;
  clock: (ClockReading & { startsAt: Date }) | null;
  ruler: RulerDay[];
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
  /** One private value, shown this once. */
  revealed?: { what: 'phone' | 'name'; value: string };
}

/** The case for a member of its office; refuses whoever does not work at an office, and whoever has nothing to do with it. */
export async function openCase(code: string, staff: Staff, at: Date): Promise<OpenedCase> {
  officesOf(staff);
  const [message, deeds, read] = await Promise.all([
    deskMessage(board(), code, staff),
    deedsOf(board(), code, staff, at),
    clockReader(at),
  ]);
  const promise = message.clocks.find((clock) => clock.promise);
  return {
    message,
    deeds,
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
