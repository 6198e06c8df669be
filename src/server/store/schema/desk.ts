import type { Generated } from 'kysely';

/** The desk of hundreds: who is in charge, and kept filters. */
export interface DeskTables {
  charges: {
    id: Generated<number>;
    message_id: number;
    office_id: number;
    staff_id: number;
    put_by: number;
    at: Date;
    ended_at: Date | null;
  };
  saved_filters: {
    id: Generated<number>;
    staff_id: number;
    office_id: number | null;
    name: string;
    query: string;
    at: Date;
    dropped_at: Date | null;
  };
}
