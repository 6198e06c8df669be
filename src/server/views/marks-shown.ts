import { type RawBuilder, sql } from 'kysely';
import type { MarkKind } from '../../domain/marks.ts';
import { markShown } from '../../domain/visibility.ts';

/** The condition under which a mark k of message m is shown to everybody; guidance only while it is of the latest answer. */
export function marksShown(what: MarkKind): RawBuilder<unknown> {
  const stands = sql`k.what = ${what} and k.state = 'in-force' and m.publication = any (${[...markShown.publication]})
    and m.handling = any (${[...markShown.handling]}) and m.answered_at is not null`;
  if (what === 'adopted') return stands;
  return sql`${stands} and k.search is not null and k.reply_id = (select a.id from replies a where a.message_id = m.id
    and a.type = 'final' and a.state = 'published' order by a.published_at desc, a.id desc limit 1)`;
}
