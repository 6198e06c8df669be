import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Kind } from '../../../domain/message.ts';

/** The kinds of an office; department, town and community are units that do the work. */
export type OfficeKind =
  'platform' | 'petition' | 'ministry' | 'department' | 'town' | 'community' | 'government' | 'temporary';

interface Validity {
  valid_from: string;
  /** The first day on which the row no longer holds; null: in force. */
  valid_to: string | null;
}

interface Topics {
  id: number;
  parent_id: number | null;
  name: string;
  name_en: string;
}

interface Regions extends Validity {
  code: string;
  name: string;
  full_name: string;
  /** 1 province, 2 city, 3 county, 4 town, 5 community. */
  level: number;
  parent_code: string | null;
  province_code: string;
  city_code: string | null;
  pinyin: string;
  initials: string;
  former_names: Generated<string[]>;
  successor_code: string | null;
  origin: string;
}

interface Offices extends Validity {
  id: GeneratedAlways<number>;
  code: string | null;
  name: string;
  kind: OfficeKind;
  region_code: string | null;
  topic_ids: Generated<number[]>;
  above_id: number | null;
  fallback: Generated<boolean>;
  term_until: string | null;
  successor_id: number | null;
}

interface Posts extends Validity {
  id: GeneratedAlways<number>;
  region_code: string | null;
  ministry: string | null;
  title: string;
  name: string;
  rank: number;
  office_id: number;
  receives: boolean;
  kinds: Generated<Kind[]>;
  topic_ids: Generated<number[]>;
  successor_id: number | null;
}

interface Holders {
  id: GeneratedAlways<number>;
  post_id: number;
  name: string | null;
  from_on: string;
  to_on: string | null;
  pinyin: Generated<string | null>;
  initials: Generated<string | null>;
}

interface CalendarYears {
  year: number;
  provisional: boolean;
  source: string;
}

interface CalendarDayRows {
  day: string;
  working: boolean;
  name: string | null;
  source: string;
  provisional: Generated<boolean>;
}

interface DirectoryChanges {
  id: GeneratedAlways<number>;
  at: ColumnType<Date, Date, never>;
  by: string;
  what: JSONColumnType<Record<string, unknown>>;
}

/** The tables of the directory and the calendar. */
export interface DirectoryTables {
  topics: Topics;
  regions: Regions;
  offices: Offices;
  posts: Posts;
  holders: Holders;
  calendar_years: CalendarYears;
  calendar_days: CalendarDayRows;
  directory_changes: DirectoryChanges;
}
