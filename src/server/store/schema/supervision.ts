import type { Generated } from 'kysely';
import type { DossierResult } from '../../../domain/supervising.ts';

/** Urging and dossiers; their words lie in private.words. */
export interface SupervisionTables {
  urges: { id: number; message_id: number; office_id: number | null; staff_id: number | null; at: Date };
  dossiers: {
    id: number;
    number: Generated<number>;
    message_id: number;
    office_id: number;
    unit_id: number;
    opened_by: number | null;
    opened_at: Date;
    due_at: Date;
    closed_by: number | null;
    closed_at: Date | null;
    result: DossierResult | null;
  };
  dossier_entries: {
    id: number;
    dossier_id: number;
    what: 'progress' | 'reply' | 'late' | 'escalated' | 'closed';
    staff_id: number | null;
    office_id: number;
    at: Date;
  };
}
