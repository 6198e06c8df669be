import { type RawBuilder, sql } from 'kysely';

/** The first characters of a text, so many at most; one that goes on ends with an ellipsis. */
export function beginningOf(column: 'm.body' | 'a.text', most: number): RawBuilder<string> {
  return sql.raw(
    `case when length(${column}) > ${most} then left(${column}, ${most - 1}) || '…' else ${column} end`,
  );
}
