import type { Generated } from 'kysely';
import type { AddresseeState } from '../../../domain/instructing.ts';

/** Instructions with their addressees, what leaders have read, and return visits as they are planned. */
export interface InstructingTables {
  instructions: {
    id: Generated<number>;
    message_id: number;
    post_id: number;
    by_staff_id: number;
    by_name: string;
    parent_id: number | null;
    issued_at: Date;
    report_by: Date;
    public_words: string | null;
    made_public_at: Date | null;
  };
  addressees: {
    id: Generated<number>;
    instruction_id: number;
    message_id: number;
    post_id: number | null;
    office_id: number | null;
    lead: boolean;
    state: AddresseeState;
    clock_id: number;
    due_at: Date;
    noted_at: Date | null;
    noted_by: number | null;
    reported_at: Date | null;
    reported_by: number | null;
    sent_back: number;
    ended_at: Date | null;
    ended_by: number | null;
  };
  instruction_drafts: {
    message_id: number;
    post_id: number;
    sealed: Buffer;
    saved_by: number;
    saved_at: Date;
  };
  leader_reads: { post_id: number; message_id: number; staff_id: number; at: Date };
  visit_rules: {
    id: Generated<number>;
    office_id: number;
    percent: number;
    set_by: number;
    set_at: Date;
  };
  visit_plans: {
    message_id: number;
    round: number;
    roll: number;
    percent: number;
    asked: boolean;
    why: string;
    at: Date;
  };
  calls: { message_id: number; staff_id: number; begun_at: Date; until_at: Date };
}
