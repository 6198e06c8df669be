import { type RawBuilder, sql } from 'kysely';
import type { BehindNumber } from '../../domain/statistics/behind-numbers.ts';
import { countsAs } from '../store/counts-as.ts';

/** The conditions on public messages m that one number counts. */
export function behindNumber(behind: BehindNumber & { at: Date }): RawBuilder<unknown>[] {
  const { counted, source, at } = behind;
  return [...(counted ? [countsAs(counted, at)] : []), ...(source ? [sql`m.source = ${source}`] : [])];
}
