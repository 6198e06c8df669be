import { foldMessage } from '../../../domain/searching/fold.ts';
import { named } from '../compose.ts';
import { inTransaction } from '../tx.ts';

// One worker at a time: what it reads of a message must be what it writes last.
const alone = named(`select pg_try_advisory_xact_lock(hashtext('huiyin.texts')) as mine`);
const take = named(
  `delete from texts_due where id in (select id from texts_due order by id limit $1) returning message_id`,
);
const read = named(
  `select m.id, m.title, m.body, m.place from messages m where m.id = any ($1::bigint[]) and m.publication = 'public'`,
);
const drop = named(`delete from public_texts where message_id = any ($1::bigint[])`);
const keep =
  named(`insert into public_texts (message_id, published_at, post_id, province_code, city_code, region_code, topic_id, kind,
    standing, pictures, adopted, folded)
  select m.id, m.published_at, m.post_id, m.province_code, m.city_code, m.region_code, m.topic_id, m.kind,
    case when m.standing in ('answered', 'ended') then m.standing else 'open' end,
    exists (select from pictures x where x.message_id = m.id and x.author_public and x.reviewed_public and x.state = 'kept'), m.adopted, t.folded
  from json_to_recordset($1) as t (id bigint, folded text) join messages m on m.id = t.id and m.publication = 'public'
  order by m.published_at, m.id
  on conflict (message_id) do update set published_at = excluded.published_at, post_id = excluded.post_id,
    province_code = excluded.province_code, city_code = excluded.city_code, region_code = excluded.region_code, topic_id = excluded.topic_id,
    kind = excluded.kind, standing = excluded.standing, pictures = excluded.pictures, adopted = excluded.adopted, folded = excluded.folded
  where (public_texts.published_at, public_texts.post_id, public_texts.province_code, public_texts.city_code, public_texts.region_code,
      public_texts.topic_id, public_texts.kind, public_texts.standing, public_texts.pictures, public_texts.adopted, public_texts.folded)
    is distinct from (excluded.published_at, excluded.post_id, excluded.province_code, excluded.city_code, excluded.region_code,
      excluded.topic_id, excluded.kind, excluded.standing, excluded.pictures, excluded.adopted, excluded.folded)`);

interface Row {
  id: number;
  title: string;
  body: string;
  place: string | null;
}

/**
 * Reads the texts of some public messages that changed for the search, and forgets those that are public no more; gives how many were due.
 * Done again it changes nothing.
 */
export async function indexTexts(most: number): Promise<number> {
  return inTransaction(null, async (tx) => {
    const [turn] = await tx.rows<{ mine: boolean }>(alone, []);
    if (!turn?.mine) return 0;
    const due = await tx.rows<{ message_id: number }>(take, [most]);
    if (due.length === 0) return 0;
    const ids = [...new Set(due.map((each) => each.message_id))];
    const rows = await tx.rows<Row>(read, [ids]);
    const shown = new Set(rows.map(({ id }) => id));
    const gone = ids.filter((id) => !shown.has(id));
    if (gone.length > 0) await tx.rows(drop, [gone]);
    const texts = rows.map((row) => ({ id: row.id, folded: foldMessage(row) }));
    if (texts.length > 0) await tx.rows(keep, [JSON.stringify(texts)]);
    return due.length;
  });
}
