import { type RawBuilder, sql } from 'kysely';
import type { CountedAs } from '../../domain/statistics/behind-numbers.ts';
import { isOpen as openSql, promised as promisedSql } from './late-numbers.ts';

const own = sql`m.source <> 'import'`;
const isOpen = sql.raw(openSql);
const promised = sql`m.first_due_at is not null and ${sql.raw(promisedSql)}`;

/** The condition on public messages m that count in a number at this moment; the rule of domain/measures.ts in SQL. */
export function countsAs(counted: CountedAs, at: Date): RawBuilder<unknown> {
  switch (counted) {
    case 'replied':
      return sql`m.answered_at is not null`;
    case 'adopted':
      return sql`m.adopted and m.handling in ('answered', 'closed') and m.answered_at is not null`;
    case 'late':
      return sql`${isOpen} and m.paused_until is null and m.due_at <= ${at}`;
    case 'heard':
      return sql`${own} and m.contact_due_at is not null and (m.contacted_at is not null or ${isOpen} and m.contact_due_at <= ${at})`;
    case 'heard-in-time':
      return sql`${own} and m.contacted_at <= m.contact_due_at`;
    case 'promised':
      return sql`${promised} and (m.first_answered_at is not null or ${isOpen} and m.first_due_at <= ${at})`;
    case 'on-time':
      return sql`${promised} and m.first_answered_at <= m.first_due_at`;
    case 'asked':
      return sql`m.first_answered_at is not null and m.voice <> 'not-said'`;
    case 'settled':
      return sql`m.first_answered_at is not null and m.voice = 'settled'`;
    case 'rated':
      return sql`m.ratings > 0`;
    case 'satisfied':
      return sql`m.satisfied > 0`;
    case 'timed':
      return sql`${own} and m.first_answered_at is not null and m.answer_days is not null`;
    default:
      return sql`${own} and m.first_answered_at is not null and m.answer_days <= ${Number(counted.slice('within-'.length))}`;
  }
}
