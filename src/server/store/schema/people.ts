import type { Generated } from 'kysely';
import type { StaffRole } from '../../../domain/actor.ts';
import type { DutyQueue } from '../../../domain/duty-queues.ts';

/** People: who they are to us, how they sign in, when they are on duty, what they are told. */
export interface PeopleTables {
  citizens: {
    id: Generated<number>;
    created_at: Date;
    seen_at: Date | null;
    closing_at: Date | null;
    closing_withdraws: boolean | null;
    closed_at: Date | null;
    joined_into: number | null;
  };
  phone_changes: {
    id: string;
    citizen_id: number;
    asker_id: number;
    stop_hash: Buffer;
    stop_sealed: string;
    asked_at: Date;
    effective_at: Date;
    warned_at: Date | null;
    ended_at: Date | null;
    outcome: 'done' | 'stopped' | 'cancelled' | null;
  };
  enterprises: {
    id: Generated<number>;
    citizen_id: number;
    name: string;
    credit_code: string;
    shown: boolean;
    state: 'asked' | 'certified' | 'refused' | 'ended';
    asked_at: Date;
    decided_by: number | null;
    decided_at: Date | null;
    reason: string | null;
    ended_at: Date | null;
  };
  staff: {
    id: Generated<number>;
    name: string;
    created_at: Date;
    left_at: Date | null;
    phone_at: Generated<Date | null>;
    login: Generated<string | null>;
  };
  staff_roles: {
    id: Generated<number>;
    staff_id: number;
    role: StaffRole;
    office_id: number | null;
    post_id: number | null;
    from_at: Date;
    to_at: Date | null;
    stand_in_id: Generated<number | null>;
    for_staff_id: Generated<number | null>;
    for_role_id: Generated<number | null>;
  };
  sessions: {
    token_hash: Buffer;
    citizen_id: number | null;
    staff_id: number | null;
    made_at: Date;
    expires_at: Date;
    ended_at: Date | null;
  };
  staff_tokens: {
    token_hash: Buffer;
    staff_id: number;
    purpose: 'bearer' | 'sign-in-link';
    label: string | null;
    made_at: Date;
    expires_at: Date;
    used_at: Date | null;
    revoked_at: Date | null;
  };
  notices: {
    id: Generated<number>;
    citizen_id: number;
    message_id: number | null;
    what: string;
    cause: string;
    at: Date;
    read_at: Date | null;
  };
  deliveries: {
    id: Generated<number>;
    notice_id: number | null;
    staff_notice_id: number | null;
    channel: 'sms' | 'push';
    device_id: number | null;
    state: 'waiting' | 'sent' | 'failed';
    attempts: number;
    last_error: string | null;
    at: Date;
  };
  staff_notices: {
    id: Generated<number>;
    staff_id: number;
    office_id: number | null;
    message_id: number | null;
    bulletin_id: number | null;
    gap_id: number | null;
    what: string;
    cause: string;
    urgent: boolean;
    at: Date;
    read_at: Date | null;
  };
  shifts: {
    id: Generated<number>;
    office_id: number;
    queue: DutyQueue;
    staff_id: number;
    from_at: Date;
    to_at: Date;
    made_by: number;
    made_at: Date;
    taken_back_by: number | null;
    taken_back_at: Date | null;
  };
}
