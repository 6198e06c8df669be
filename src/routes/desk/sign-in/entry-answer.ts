import type { NewTotp } from '#server/access/entry/totp.ts';
import type { Refused } from '../refused.ts';

/** What a form at the door answers with when its page is shown again. */
export interface EntryAnswer extends Partial<Refused> {
  /** Which form it was, where a page has several. */
  act?: string;
  /** The name that was typed. */
  login?: string;
  demonstrationOver?: boolean;
  /** The second factor that was being bound. */
  totp?: NewTotp | null;
  /** Where the way in leads. */
  back?: string;
  /** Where the provider is that comes next. */
  onward?: string;
  /** Codes for a lost phone, shown this once. */
  codes?: string[];
}
