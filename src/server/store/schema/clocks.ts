import type { ColumnType, Generated } from 'kysely';
import type { Kind, Urgency } from '../../../domain/message.ts';

/** What moves clocks: pauses, extensions, policies and changes that running clocks follow. */
export interface ClockTables {
  pauses: {
    id: Generated<number>;
    message_id: number;
    office_id: number;
    staff_id: number;
    at: Date;
    until_at: Date;
    ended_at: Date | null;
    ended_by: 'citizen' | 'office' | 'above' | 'date' | 'overtaken' | null;
  };
  extensions: {
    id: Generated<number>;
    message_id: number;
    office_id: number;
    asked_by: number;
    asked_of: number;
    asked_at: Date;
    due_at: Date;
    wanted_at: Date;
    state: 'asked' | 'granted' | 'refused' | 'overtaken';
    /** Why, as everybody reads it once it is granted. */
    public_words: string | null;
    decided_by: number | null;
    decided_at: Date | null;
  };
  clock_policies: {
    id: Generated<number>;
    clock: string;
    region_code: string | null;
    office_id: number | null;
    campaign_id: number | null;
    kind: Kind | null;
    urgency: Urgency | null;
    length: number | null;
    unit: 'hours' | 'working-days' | 'days' | null;
    ground: string;
    valid_from: Date;
    ended_at: Date | null;
    made_by: number;
    made_at: Date;
    ended_by: number | null;
  };
  clock_changes: {
    id: Generated<number>;
    cause: 'policy' | 'calendar';
    policy_id: number | null;
    clock: string | null;
    days: ColumnType<string[] | null, string | null, string | null>;
    by: string;
    at: Date;
    after_id: Generated<number>;
    looked_at: Generated<number>;
    moved: Generated<number>;
    finished_at: Date | null;
  };
}
