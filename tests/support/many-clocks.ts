import pg from 'pg';

/** How many messages of each sort stand on the board, each with one promise clock that ran out. */
export interface Sorts {
  late: number;
  unmended: number;
  answered: number;
  /** Promises that waited for their author until an hour ago. */
  waiting?: number;
}

/** Writes messages whose clocks ran out while nobody was there, past all rules, as the owner of the tables. */
export async function manyClocks(ownerUrl: string, sorts: Sorts): Promise<void> {
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  try {
    await owner.query(`
      insert into topics (id, name, name_en) values (1, '路灯', 'Lamps') on conflict do nothing;
      insert into offices (code, name, kind, valid_from) values ('review-desk', '审核台', 'platform', '2020-01-01') on conflict do nothing;
      insert into posts (ministry, title, name, rank, office_id, receives, kinds, valid_from)
        select 'M', '部长', '路灯部部长', 1, id, true, '{suggestion}', '2020-01-01' from offices where code = 'review-desk' on conflict do nothing`);
    await write(owner, 'waiting', sorts.waiting ?? 0);
    await letWait(owner);
    await write(owner, 'late', sorts.late);
    await write(owner, 'unmended', sorts.unmended);
    await write(owner, 'answered', sorts.answered);
  } finally {
    await owner.end();
  }
}

// Asked two days ago, with a day to go when they were asked.
async function letWait(owner: pg.Client): Promise<void> {
  await owner.query(`
    with asker as (insert into staff (name, created_at) values ('经办人', now()) returning id),
    waiting as (update messages m set paused_until = now() - interval '1 hour', due_at = now() - interval '1 day' + interval '13 seconds' returning id, answerable_id, paused_until),
    stood as (update clocks c set paused_at = now() - interval '2 days', resumes_at = w.paused_until, next_at = w.paused_until, due_at = now() - interval '1 day' + interval '13 seconds'
      from waiting w where w.id = c.message_id returning c.id)
    insert into pauses (message_id, office_id, staff_id, at, until_at)
    select w.id, w.answerable_id, a.id, now() - interval '2 days', w.paused_until from waiting w, asker a`);
}

const states = {
  late: { publication: 'private', handling: 'in-progress', next: 'answer', clock: 'reply', holder: true },
  waiting: { publication: 'private', handling: 'in-progress', next: 'answer', clock: 'reply', holder: true },
  unmended: { publication: 'rejected', handling: 'waiting', next: 'mend', clock: 'mend', holder: false },
  answered: { publication: 'private', handling: 'answered', next: 'close', clock: 'close', holder: true },
} as const;

async function write(owner: pg.Client, sort: keyof Sorts, n: number): Promise<void> {
  const { publication, handling, next, clock, holder } = states[sort];
  await owner.query(
    `with made as (
       insert into messages (code, post_id, kind, topic_id, wish, source, author_label, publication, handling, voice, attention, answerable_id, holder_id,
         next_step, due_at, first_due_at, received_at, answered_at, history_seq, history_hash)
       select lpad((nextval('spare_ids') + 500000000000)::text, 12, '0'), p.id, 'help', 1, 'private', 'web', '陈***', $2, $3, 'not-said', 'normal', p.office_id,
         case when $6 then p.office_id end, $4, now() - interval '1 hour', now() - interval '1 hour', now() - interval '3 days',
         case when $3 = 'answered' then now() - interval '2 days' end, 1, '\\x00'
       from posts p, generate_series(1, $1) where p.ministry = 'M' returning id, received_at, due_at)
     insert into clocks (message_id, what, promise, starts_at, due_at, next_at)
     select id, $5, true, received_at, due_at, received_at + (due_at - received_at) / 2 from made`,
    [n, publication, handling, next, clock, holder],
  );
}
