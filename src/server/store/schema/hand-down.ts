import type { Generated } from 'kysely';
import type { ReturnCode } from '../../../domain/hand-down/return-codes.ts';
import type { OrderRole, OrderState } from '../../../domain/hand-down/order.ts';
import type { EndingCode } from '../../../domain/ending-codes.ts';

/** One order of the tree by which a message is handed down; its instructions are private words. */
export interface AssignmentsTable {
  id: Generated<number>;
  message_id: number;
  parent_id: number | null;
  role: OrderRole;
  from_id: number;
  to_id: number;
  state: OrderState;
  binding: Generated<boolean>;
  rounds: Generated<number>;
  ordered_by: number | null;
  code: ReturnCode | null;
  ordered_at: Date;
  return_until_at: Date;
  due_at: Date;
  accepted_at: Date | null;
  reported_at: Date | null;
  ended_at: Date | null;
  /** Since when the lead lets a joint unit see the writer's phone and name. */
  reveal_granted_at: Date | null;
}

export interface HandDownTables {
  transfers: {
    id: Generated<number>;
    message_id: number;
    from_id: number;
    to_id: number;
    staff_id: number | null;
    way: 'sent' | 'ruled' | 'fallen' | 'rerouted' | 'succeeded';
    state: 'standing' | 'returned' | 'moved';
    code: ReturnCode | null;
    at: Date;
    ended_at: Date | null;
  };
  assignments: AssignmentsTable;
  conflicts: {
    id: Generated<number>;
    message_id: number;
    office_id: number | null;
    post_id: number | null;
    staff_id: number | null;
    way: 'named' | 'declared' | 'inherited';
    by_kind: 'citizen' | 'staff';
    by_id: number;
    at: Date;
  };
  endings: {
    id: Generated<number>;
    message_id: number;
    code: EndingCode;
    state: 'proposed' | 'refused' | 'ended';
    proposed_by: number;
    proposed_at: Date;
    decided_by: number | null;
    decided_at: Date | null;
  };
}
