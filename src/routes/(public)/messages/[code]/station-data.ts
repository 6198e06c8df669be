import type { CalendarDays } from '#domain/calendar.ts';
import type { MessagePage, ShownPicture } from '#server/views/message-page.ts';
import type { ShownRating, ShownReply } from '#server/views/message-voices.ts';
import type { PublicClock } from '#server/views/beside-message.ts';
import type { TraceStep } from '#server/views/trace.ts';
import type { Words } from '#ui/words/words.ts';

/** One station of the trace, in words. */
export interface StationData {
  kind: 'done' | 'said' | 'running' | 'todo' | 'ended';
  title: string;
  at?: Date;
  dayText?: string;
  timeText?: string;
  took?: string;
  who?: string;
  mini?: boolean;
  late?: boolean;
  /** The message itself: text, place, pictures. */
  words?: { text: string; place: string; pictures: readonly ShownPicture[] };
  reply?: ShownReply & { label: string; by: string };
  /** What the author wrote again. */
  said?: string;
  rating?: ShownRating;
  note?: string;
  clock?: {
    span: string;
    note: string;
    used: number;
    state: 'running' | 'risk' | 'late' | 'paused';
    label: string;
  };
}

/** What the telling of a trace needs beside the message. */
export interface Telling {
  w: Words;
  now: Date;
  calendar: CalendarDays;
  clocks: readonly PublicClock[];
}

/** What a station is told from: the message, and the steps before this one, latest first. */
export interface Scene {
  page: MessagePage;
  telling: Telling;
  before: readonly TraceStep[];
}
