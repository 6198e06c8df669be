import type { Generated } from 'kysely';
import type { DutyQueue } from '../../../domain/duty-queues.ts';

/** What concerns the staff themselves: what they are told, and when they are on duty. */
export interface StaffTables {
  staff_notices: {
    id: Generated<number>;
    staff_id: number;
    office_id: number | null;
    message_id: number | null;
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
