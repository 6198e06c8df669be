import type { GeneratedAlways, ColumnType, Generated } from 'kysely';
import type { FollowUpType, Kind, Source, Urgency } from '../../../domain/message.ts';
import type { ClockTables } from './clocks.ts';
import type {
  Attention,
  ClosedReason,
  Handling,
  NextStep,
  Publication,
  Voice,
} from '../../../domain/status.ts';

type Json<T> = ColumnType<T, string, string>;

/** The public text of a message is in title, body and place only while everybody may read it. */
export interface MessagesTable {
  id: Generated<number>;
  code: string;
  post_id: number;
  region_code: string | null;
  province_code: string | null;
  city_code: string | null;
  kind: Kind;
  topic_id: number;
  urgency: Urgency;
  wish: 'public' | 'private';
  source: Source;
  author_id: number | null;
  author_label: string;
  enterprise_id: Generated<number | null>;
  title: string | null;
  body: string | null;
  place: string | null;
  picture_count: number;
  publication: Publication;
  handling: Handling;
  /** What lists say of it in one word; made by the database. */
  standing: GeneratedAlways<'waiting' | 'in-progress' | 'answered' | 'ended'>;
  voice: Voice;
  attention: Attention;
  answerable_id: number;
  holder_id: number | null;
  next_step: NextStep;
  due_at: Date | null;
  first_due_at: Date | null;
  due_provisional: boolean;
  received_at: Date;
  published_at: Date | null;
  transferred_at: Date | null;
  accepted_at: Date | null;
  contacted_at: Date | null;
  answered_at: Date | null;
  closed_at: Date | null;
  closed_reason: ClosedReason | null;
  answer_unit: string | null;
  reopened: number;
  questions: number;
  visit_tries: number;
  visited: boolean;
  import_ref: string | null;
  over_limits: boolean;
  paused_until: Date | null;
  fast_track: Generated<boolean>;
  adopted: Generated<boolean>;
  first_answered_at: Date | null;
  /** Working days from publication to the first answer, as counted on that day. */
  answer_days: number | null;
  /** Until when the office had to speak to its citizen first. */
  contact_due_at: Date | null;
  ratings: Generated<number>;
  satisfied: Generated<number>;
  original_differs: boolean;
  history_seq: number;
  history_hash: Buffer;
  key_id: string | null;
  wrapped_key: Buffer | null;
  merged_into_id: number | null;
  /** What is folded of it; `supporters-now` adds the rest. */
  supporters: Generated<number>;
}

export interface BoardTables extends ClockTables {
  drafts: { id: string; secret_hash: Buffer; ciphertext: Buffer; saved_at: Date; expires_at: Date };
  messages: MessagesTable;
  idempotency_keys: { citizen_id: number; key: string; digest: Buffer; message_id: number; at: Date };
  history: {
    message_id: number;
    seq: number;
    step: string;
    role: string;
    actor_kind: 'citizen' | 'staff' | 'machine';
    actor_id: number | null;
    office_id: number | null;
    at: Date;
    changes: Json<Record<string, unknown>>;
    words_digest: Buffer | null;
    hash: Buffer;
  };
  publications: {
    id: Generated<number>;
    message_id: number;
    act: string;
    staff_id: number | null;
    code: string | null;
    redactions: number;
    at: Date;
  };
  rejections: {
    id: Generated<number>;
    message_id: number;
    staff_id: number | null;
    code: string;
    at: Date;
    mend_until_at: Date;
  };
  review_locks: { message_id: number; staff_id: number; until_at: Date };
  verdicts: {
    message_id: number;
    step: 'publish' | 'keep-private' | 'reject';
    staff_id: number;
    sealed: Buffer;
    effective_at: Date;
  };
  replies: {
    id: Generated<number>;
    message_id: number;
    type: 'interim' | 'final';
    state: 'draft' | 'sent-back' | 'published' | 'superseded' | 'applied';
    office_id: number;
    unit_name: string;
    waived_units: Generated<string[]>;
    text: string | null;
    drafted_by: number | null;
    drafted_at: Date;
    decided_by: number | null;
    published_at: Date | null;
    template_id: number | null;
    needed: Generated<number>;
    /** Set: this row is a correction of that reply. */
    corrects_id: number | null;
    old_text: string | null;
    blacked_out: Generated<number>;
  };
  follow_ups: {
    id: Generated<number>;
    message_id: number;
    type: FollowUpType;
    state: 'awaiting-review' | 'public' | 'private' | 'rejected';
    text: string | null;
    code: string | null;
    at: Date;
    reviewed_by: number | null;
    reviewed_at: Date | null;
  };
  ratings: {
    id: Generated<number>;
    message_id: number;
    round: number;
    solved: number;
    attitude: number;
    speed: number;
    settled: boolean | null;
    words_state: 'none' | 'awaiting-review' | 'public' | 'private' | 'rejected';
    words: string | null;
    at: Date;
    reviewed_by: number | null;
    reviewed_at: Date | null;
  };
  visits: {
    id: Generated<number>;
    message_id: number;
    staff_id: number;
    outcome: 'settled' | 'not-settled' | 'not-said' | 'not-reached';
    code: string | null;
    round: number | null;
    at: Date;
  };
  clocks: {
    id: Generated<number>;
    message_id: number;
    what: string;
    promise: boolean;
    owner_id: number | null;
    starts_at: Date;
    due_at: Date;
    stage: number;
    next_at: Date | null;
    resumes_at: Date | null;
    stopped_at: Date | null;
    paused_at: Date | null;
    idle_ms: Generated<number>;
    subject_id: number | null;
  };
  firings: { clock_id: number; stage: number; at: Date };
  outbox: {
    id: Generated<number>;
    task: string;
    payload: Json<Record<string, unknown>>;
    run_at: Date;
    job_key: string | null;
  };
  deltas: {
    id: Generated<number>;
    month: string;
    post_id: number;
    region_code: string | null;
    province_code: string | null;
    city_code: string | null;
    topic_id: number;
    kind: Kind;
    source: Source;
    office_id: number | null;
    /** What moves: measures, the due day of each (null: the month), and by how many. */
    measures: string[];
    days: (string | null)[];
    ns: number[];
  };
  rollups: { scope: string; month: string; measure: string; n: number };
  rollup_totals: { scope: string; counts: Record<string, number> };
  imports: {
    id: Generated<number>;
    file_digest: Buffer;
    file_name: string;
    started_at: Date;
    finished_at: Date | null;
    next_row: number;
    report: Json<Record<string, unknown>>;
  };
}
