import type { Generated } from 'kysely';
import type { MarkKind } from '../../../domain/marks.ts';
import type { Kind, Urgency } from '../../../domain/message.ts';

/** How replies are made: templates, internal notes, rules of signing and signatures. */
export interface ReplyTables {
  reply_templates: {
    id: Generated<number>;
    office_id: number;
    name: string;
    text: string;
    made_by: number;
    made_at: Date;
    changed_by: number | null;
    changed_at: Date | null;
    retired_by: number | null;
    retired_at: Date | null;
  };
  notes: { id: Generated<number>; message_id: number; office_id: number; staff_id: number; at: Date };
  signature_rules: {
    id: Generated<number>;
    office_id: number | null;
    kind: Kind | null;
    urgency: Urgency | null;
    signatures: number;
    set_by: number;
    set_at: Date;
    ended_by: number | null;
    ended_at: Date | null;
  };
  marks: {
    id: Generated<number>;
    message_id: number;
    what: MarkKind;
    state: 'proposed' | 'in-force' | 'declined' | 'ended';
    reply_id: number | null;
    measure: string | null;
    measure_on: string | null;
    link: string | null;
    proposed_by: number;
    proposed_at: Date;
    decided_by: number | null;
    decided_at: Date | null;
    ended_by: number | null;
    ended_at: Date | null;
    search: string | null;
  };
  guidance_offers: {
    id: Generated<number>;
    mark_id: number;
    outcome: 'offered' | 'helped' | 'went-on';
    at: Date;
  };
  signatures: { reply_id: number; staff_id: number; at: Date };
}
