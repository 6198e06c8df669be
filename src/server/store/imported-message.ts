import type { ClockName } from '../../domain/clocks.ts';
import type { Kind, Urgency } from '../../domain/message.ts';
import type { PublicText } from '../../domain/redaction.ts';
import type { NextStep } from '../../domain/status.ts';

/** A message of an earlier board that is about to exist: public as it is; closed, or open with a promise from now on. */
export interface ImportedMessage {
  ref: string;
  post: {
    id: number;
    officeId: number;
    regionCode: string | null;
    provinceCode: string | null;
    cityCode: string | null;
  };
  kind: Kind;
  topicId: number;
  urgency: Urgency;
  /** As the public sees the writer, and the name of their account, which is kept apart. */
  author: { label: string; name: string };
  text: PublicText;
  /** Where the public text had to leave something out. */
  original: PublicText | null;
  overLimits: boolean;
  receivedAt: Date;
  answer: { unit: string; text: string; original: string | null; at: Date } | null;
  /** Null at a closed end. */
  promise: {
    what: ClockName;
    startsAt: Date;
    dueAt: Date;
    provisional: boolean;
    next: NextStep;
    /** Until when the office accepts or returns it, where it is to be accepted. */
    acceptBy: Date | null;
  } | null;
}
