import { placeOf, reachablePlaces, type Place } from '../../../../domain/reachable.ts';
import { kinds } from '../../../../domain/message.ts';
import type { Matter } from '../../../../domain/matter.ts';
import { byQuery, type Check } from './check.ts';

const open = `select count(*) as n from messages where handling <> 'closed'`;
const closed = `select count(*) as n from messages where handling = 'closed'`;

/** The invariant that the product is built on: one answerable, one holder, one next step, one promise clock, or a closed end with its reason. */
export const invariantChecks: readonly Check[] = [
  byQuery(
    'an open message has exactly one running promise clock, due when the citizen was told',
    open,
    `
    select m.code || ': ' || count(c.id) || ' promise clocks' as breach from messages m left join clocks c on c.message_id = m.id and c.promise and c.stopped_at is null
    where m.handling <> 'closed' group by m.id having count(c.id) <> 1 or max(c.due_at) is distinct from m.due_at
    union all select m.code || ': the promise is owned by ' || coalesce(c.owner_id::text, 'nobody') from messages m join clocks c on c.message_id = m.id and c.promise and c.stopped_at is null
    where m.handling <> 'closed' and m.publication <> 'rejected' and c.owner_id is distinct from m.answerable_id`,
  ),
  byQuery(
    'an open message has one answerable office that exists',
    open,
    `
    select m.code || ': answerable ' || m.answerable_id as breach from messages m left join offices o on o.id = m.answerable_id where m.handling <> 'closed' and o.id is null`,
  ),
  byQuery(
    'holders, clock owners and topics that are named exist',
    'select count(*) as n from messages',
    `
    select m.code || ': holder or topic' as breach from messages m left join offices o on o.id = m.holder_id left join topics t on t.id = m.topic_id
    where t.id is null or (m.holder_id is not null and o.id is null)
    union all select 'clock ' || c.id || ': owner ' || c.owner_id from clocks c left join offices o on o.id = c.owner_id where c.owner_id is not null and o.id is null`,
  ),
  byQuery(
    'an open message has exactly one holder: an office, or its author while rejected',
    open,
    `
    select m.code || ': holder ' || coalesce(m.holder_id::text, 'none') as breach from messages m
    where m.handling <> 'closed' and (m.holder_id is null) <> (m.publication = 'rejected')`,
  ),
  byQuery(
    'what waits for review is answered for and held by the review desk',
    `select count(*) as n from messages where publication = 'awaiting-review'`,
    `
    select m.code || ': not at the review desk' as breach from messages m join offices d on d.code = 'review-desk'
    where m.publication = 'awaiting-review' and (m.answerable_id <> d.id or m.holder_id is distinct from d.id)`,
  ),
  byQuery(
    'a closed message has its reason and no running clock but a dossier’s or an instruction’s',
    closed,
    `
    select m.code || ': ' || coalesce(m.closed_reason, 'no reason') as breach from messages m where m.handling = 'closed'
    and (m.closed_reason is null or exists (select 1 from clocks c where c.message_id = m.id and c.stopped_at is null and c.what not in ('dossier', 'instruction')))`,
  ),
  byQuery(
    'a promise that waits for its author has a date on which it goes on, speaks on it, and is told so',
    `select count(*) as n from messages where paused_until is not null`,
    `
    select m.code || ': paused until ' || coalesce(m.paused_until::text, 'nothing') as breach from messages m
    left join clocks c on c.message_id = m.id and c.promise and c.stopped_at is null
    left join pauses p on p.message_id = m.id and p.ended_at is null
    where (m.paused_until is not null or c.paused_at is not null or p.id is not null) and (m.paused_until is distinct from c.resumes_at
      or m.paused_until is distinct from p.until_at or c.paused_at is distinct from p.at or c.next_at is distinct from c.resumes_at and c.next_at is not null)`,
  ),
  byQuery(
    'a request for more time waits on one clock, with an office that exists, and as long as the promise it is about',
    `select count(*) as n from extensions where state = 'asked'`,
    `
    select m.code || ': request ' || e.id as breach from extensions e join messages m on m.id = e.message_id left join offices o on o.id = e.asked_of
    where e.state = 'asked' and (o.id is null or m.handling <> 'in-progress'
      or (select count(*) from clocks c where c.message_id = e.message_id and c.what = 'extension' and c.stopped_at is null and c.owner_id = e.asked_of) <> 1)`,
  ),
  byQuery(
    'every clock that fired did so once a stage, in order',
    'select count(*) as n from firings',
    `
    select 'clock ' || f.clock_id || ': fired stage ' || f.stage || ' while at ' || c.stage as breach from firings f join clocks c on c.id = f.clock_id where f.stage > c.stage`,
  ),
  byQuery(
    'every picture hangs where the message says',
    'select count(*) as n from messages where picture_count > 0',
    `
    select m.code || ': ' || m.picture_count || ' pictures, ' || count(p.id) || ' kept' as breach from messages m left join pictures p on p.message_id = m.id
    where m.picture_count > 0 group by m.id having count(p.id) <> m.picture_count`,
  ),
  byQuery(
    'private words belong to a message that has its key',
    'select count(*) as n from private.words',
    `
    select 'words ' || w.id || ': message ' || w.message_id as breach from private.words w left join messages m on m.id = w.message_id where m.id is null`,
  ),
  byQuery(
    'what waits for review has its words',
    `select count(*) as n from messages where publication in ('awaiting-review', 'rejected', 'private')`,
    `
    select m.code || ': no original' as breach from messages m where m.publication in ('awaiting-review', 'rejected', 'private')
    and not exists (select 1 from private.words w where w.message_id = m.id and w.what = 'original') and not exists (select from erasures e where e.message_id = m.id)`,
  ),
];

/** Every message stands where the table of steps can bring it. */
export const placesCheck: Check = async (client) => {
  const known = new Map<string, ReadonlySet<Place>>();
  for (const kind of kinds)
    for (const ministry of [false, true])
      known.set(`${kind}/${ministry}`, reachablePlaces({ kind, ministry }));
  const { rows } = await client.query<
    Pick<Matter, 'publication' | 'handling' | 'nextStep' | 'kind' | 'ministry'> & { n: number }
  >(`
    select m.publication, m.handling, m.next_step as "nextStep", m.kind, p.ministry is not null as ministry, count(*)::integer as n
    from messages m join posts p on p.id = m.post_id where m.source <> 'import' or m.handling <> 'closed' group by 1, 2, 3, 4, 5`);
  const astray = rows.filter((r) => !known.get(`${r.kind}/${r.ministry}`)?.has(placeOf(r)));
  return {
    name: 'every message stands where the table of steps can bring it',
    checked: rows.reduce((n, r) => n + r.n, 0),
    breaches: astray.map(
      (r) => `${r.n} messages (${r.kind}${r.ministry ? ', ministry' : ''}) at ${placeOf(r)}`,
    ),
  };
};
