import type { Generated } from 'kysely';
import type { ReasonCode } from '../../../domain/reason-codes.ts';

export interface TakeDownTables {
  take_downs: {
    id: Generated<number>;
    message_id: number;
    what: 'take-down' | 'restore';
    way: 'review' | 'order';
    state: 'proposed' | 'done' | 'refused';
    code: ReasonCode;
    proposed_by: number;
    proposed_at: Date;
    decided_by: number | null;
    decided_at: Date | null;
    document_number: string | null;
    document_on: string | null;
    document_issuer: string | null;
  };
}
