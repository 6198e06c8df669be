import type { ColumnType, Generated } from 'kysely';
import type { DeletionState } from '../../../domain/retention/deletion-order.ts';

/** What is kept how long, and what went by whose order. */
export interface RetentionTables {
  retention_settings: {
    id: Generated<number>;
    rule: string;
    days: number | null;
    staff_id: number;
    at: Date;
  };
  deletion_orders: {
    id: Generated<number>;
    what: 'schedule' | 'person';
    rules: ColumnType<Record<string, string>, string, never>;
    request_id: number | null;
    state: DeletionState;
    ordered_by: number;
    ordered_at: Date;
    decided_by: number | null;
    decided_at: Date | null;
    finished_at: Date | null;
  };
  erasure_requests: {
    id: Generated<number>;
    citizen_id: number;
    public_texts: 'keep' | 'remove';
    asked_at: Date;
    taken_back_at: Date | null;
  };
  legal_holds: {
    id: Generated<number>;
    message_id: number | null;
    clue_id: number | null;
    whole_person: boolean;
    document_number: string;
    document_on: string;
    document_issuer: string;
    placed_by: number;
    placed_at: Date;
    lifted_by: number | null;
    lifted_at: Date | null;
  };
}
