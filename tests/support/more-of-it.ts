import { rowsOf } from './after-work.ts';

/** So many more closed messages like one of the board, a second apart, whose text is this one; in the search at once. */
export async function moreOfIt(count: number, body: string): Promise<void> {
  await rowsOf(
    `insert into messages (code, post_id, region_code, province_code, city_code, kind, topic_id, wish, source, author_label, title, body, publication, handling, voice, attention,
      answerable_id, next_step, received_at, published_at, closed_at, closed_reason, history_seq, history_hash)
    select lpad((500000 + g)::text, 12, '0'), m.post_id, m.region_code, m.province_code, m.city_code, m.kind, m.topic_id, 'public', 'web', '王***', '第' || g || '件', $2, 'public', 'closed', 'not-said', 'normal',
      m.answerable_id, 'none', now(), now() - $1 * interval '1 second' + g * interval '1 second', now(), 'archived', 1, '\\x00'
    from generate_series(1, $1::integer) g cross join (select * from messages where publication = 'public' order by id limit 1) m`,
    [count, body],
  );
  await rowsOf(
    `insert into public_texts (message_id, published_at, post_id, province_code, city_code, region_code, topic_id, kind, standing, pictures, adopted, folded)
    select id, published_at, post_id, province_code, city_code, region_code, topic_id, kind, 'ended', false, false, title || E'\n' || body || E'\n'
    from messages where code >= '000000500000' and code < '000000600000'`,
  );
}
