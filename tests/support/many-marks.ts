import { rowsOf } from './after-work.ts';

/** Every public message whose code lies at this one or above is answered, its answer is guidance, and it is adopted: in pairs at the same instant, a minute apart. */
export async function manyMarks(from: string): Promise<void> {
  await rowsOf(`insert into staff (name, created_at) values ('提请人', now()), ('确认人', now())`);
  await rowsOf(
    `update messages set handling = 'closed', answered_at = now(), closed_at = now(), closed_reason = 'archived', holder_id = null, next_step = 'none', due_at = null
      where publication = 'public' and code >= $1`,
    [from],
  );
  await rowsOf(
    `insert into replies (message_id, type, state, office_id, unit_name, text, drafted_at, published_at)
      select id, 'final', 'published', answerable_id, '城管局', '带身份证到窗口办。', now(), now() from messages where publication = 'public' and code >= $1`,
    [from],
  );
  await rowsOf(
    `insert into marks (message_id, what, state, reply_id, measure, measure_on, link, search, proposed_by, proposed_at, decided_by, decided_at)
      select m.id, w.what, 'in-force', case when w.what = 'guidance' then a.id end, case when w.what = 'adopted' then '骑行道计划' end,
        case when w.what = 'adopted' then date '2026-11-01' end, case when w.what = 'adopted' then 'https://www.gov.cn/plan.html' end,
        case when w.what = 'guidance' then to_tsvector('simple', '窗口') end,
        (select id from staff where name = '提请人'), now(), (select id from staff where name = '确认人'), date_trunc('minute', now()) - (m.id / 2) * interval '1 minute'
      from messages m join replies a on a.message_id = m.id, (values ('guidance'), ('adopted')) w (what) where m.code >= $1 and a.unit_name = '城管局'`,
    [from],
  );
}
