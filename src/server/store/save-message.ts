import { attachPictures } from './attach-pictures.ts';
import { type Part, runComposed } from './compose.ts';
import { noteMoves } from './desk-moves.ts';
import { columns, type NewMessage, type NewRows, rowsOf } from './new-rows.ts';
import { notePages } from './page-moves.ts';
import { scopesOf, type Standing } from './page-scopes.ts';
import { countStep } from './step-counts.ts';
import { together } from './together.ts';
import { alone } from './tx.ts';
import { pagesToldApart } from './watch-writes.ts';

/** Makes the message, its first history row, its clocks, private words and jobs, in one statement with what arrives at the same moment. */
export async function saveMessage(m: NewMessage): Promise<void> {
  await save(rowsOf(m));
  noteMoves({ at: [], review: true });
  countStep('submit', 'done');
  notePages(scopesOf(standingOf(m)));
}

const save = together(async (all: readonly NewRows[]): Promise<undefined[]> => {
  const pictures = all.flatMap((each) => each.pictures);
  const ctes: [string, Part][] = [
    [
      'm',
      (bind) => `select * from json_to_recordset(${bind(list(all.map((r) => r.message)))}) as m ${columns}`,
    ],
    ...inserts,
    [
      'outboxed',
      (bind) => `insert into outbox (task, payload, run_at, job_key) select task, payload, "runAt", key
      from json_to_recordset(${bind(list(all.flatMap((r) => r.jobs)))}) as j (task text, payload jsonb, "runAt" timestamptz, key text)`,
    ],
    ...(pictures.length > 0 ? attachPictures(pictures) : []),
  ];
  await runComposed(alone, ctes, (bind) => {
    // A picture that another message took meanwhile undoes the whole statement (division by zero, SQLSTATE 22012).
    const whole =
      pictures.length > 0
        ? `, 1 / (case when (select count(*) from attached) = ${bind(pictures.length)}::integer then 1 else 0 end)`
        : '';
    const addresses = all.flatMap((r) => r.address ?? []);
    const from = addresses.length > 0 ? `, private.keep_sender_addresses(${bind(list(addresses))})` : '';
    return `select private.keep_first_words(${bind(list(all.flatMap((r) => r.words)))})${from}${whole}`;
  });
  return [];
});

const inserts: readonly [string, Part][] = [
  [
    'made',
    () => `insert into messages (id, code, post_id, region_code, province_code, city_code, kind, topic_id, urgency, wish, source,
      author_id, author_label, enterprise_id, picture_count, publication, handling, voice, attention, answerable_id, holder_id, next_step,
      due_at, first_due_at, due_provisional, received_at, history_seq, history_hash, key_id, wrapped_key)
    select id, code, post, region, province, city, kind, topic, urgency, wish, source,
      author, label, enterprise, pictures, 'awaiting-review', 'waiting', 'not-said', 'normal', desk, desk, 'review',
      due, due, provisional, at, 1, hash, key_id, wrapped from m`,
  ],
  [
    'told',
    () => `${pagesToldApart} insert into history (message_id, seq, step, role, actor_kind, actor_id, office_id, at, changes, hash)
    select id, 1, 'submit', 'author', 'citizen', author, desk, at, changes, hash from m`,
  ],
  [
    'clocked',
    () => `insert into clocks (message_id, what, promise, owner_id, starts_at, due_at, next_at)
    select id, 'reply', true, desk, at, due, due_half from m union all select id, 'review', false, desk, at, review_due, review_half from m`,
  ],
  [
    'counted',
    () => `insert into deltas (month, post_id, region_code, province_code, city_code, topic_id, kind, source, measures, days, ns)
    select date_trunc('month', at at time zone 'Asia/Shanghai')::date, post, region, province, city, topic, kind, source,
      '{received}', '{null}', '{1}' from m`,
  ],
  [
    'keyed',
    // In one order, so that two statements that meet at the same keys don't wait for each other in a circle.
    () => `insert into idempotency_keys (citizen_id, key, digest, message_id, at)
    select author, idempotency_key, digest, id, at from m where idempotency_key is not null order by author, idempotency_key`,
  ],
  ['unlooked', () => 'insert into flood_queue (message_id) select id from m'],
];

// Nobody reads it yet, but it counts among what was received.
function standingOf({ code, facts: { post }, submission }: NewMessage): Standing {
  const { id: postId, regionCode, provinceCode, cityCode } = post;
  return { code, postId, regionCode, provinceCode, cityCode, topicId: submission.topic };
}

function list(rows: readonly unknown[]): string {
  return JSON.stringify(rows);
}
