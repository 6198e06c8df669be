import type { ColumnType, Generated } from 'kysely';
import type { BulletinKind, BulletinScope, BulletinState } from '../../../domain/bulletins.ts';
import type { UnitFigures } from '../../../domain/circular/unit-figures.ts';

/** What an office tells the units below it or the command centre, and who has read it. */
export interface BulletinTables {
  bulletins: {
    id: Generated<number>;
    kind: BulletinKind;
    office_id: number;
    number: string | null;
    title: string;
    body: string;
    scopes: BulletinScope[];
    figures: ColumnType<{ at: string; units: UnitFigures[] } | null, string | null, string | null>;
    period_from: string | null;
    period_to: string | null;
    target_id: number | null;
    state: BulletinState;
    version: Generated<number>;
    drafted_by: number;
    drafted_at: Date;
    edited_by: number;
    edited_at: Date;
    decided_by: number | null;
    decided_at: Date | null;
    units: number | null;
    remind_after: number;
  };
  bulletin_receipts: {
    bulletin_id: number;
    office_id: number;
    read_by: number | null;
    read_at: Date | null;
    reminded: Generated<number>;
    reminded_at: Date | null;
  };
  bulletin_messages: { bulletin_id: number; message_id: number; position: number };
}
