import { dormantBefore } from '../../domain/account.ts';
import type { Kind } from '../../domain/message.ts';
import { asHex, named } from './compose.ts';
import { together } from './together.ts';
import { alone } from './tx.ts';

/** Everything that taking a message in depends on, read in one round trip. */
export interface IntakeFacts {
  messageId: number;
  /** Who writes, and what their phone was confirmed for ('session' when signed in); null: nobody proven. */
  writer: { citizenId: number; purpose: string } | null;
  post: {
    id: number;
    name: string;
    kinds: Kind[];
    ministry: boolean;
    officeId: number;
    regionCode: string | null;
    provinceCode: string | null;
    cityCode: string | null;
  } | null;
  desk: { id: number; name: string };
  topicKnown: boolean;
  picturesFree: number;
  /** The certified enterprise for which they write, where they say so. */
  enterprise: { id: number; name: string; shown: boolean } | null;
  /** The account is kept from sending until then. */
  bannedUntil: Date | null;
  /** How many messages they sent in the last 24 hours, counted no further than the limit. */
  sentToday: number;
  /** The earlier answer to the same Idempotency-Key. */
  replay: { digest: Buffer; code: string } | null;
  /** This author's messages to this leader that still wait. */
  waiting: { id: number; code: string }[];
}

interface Row {
  message_id: number;
  post_id: number | null;
  post_name: string;
  kinds: Kind[];
  ministry: boolean;
  office_id: number;
  region_code: string | null;
  province_code: string | null;
  city_code: string | null;
  desk_id: number;
  desk_name: string;
  topic_known: boolean;
  pictures_free: number;
  replay_digest: Buffer | null;
  replay_code: string | null;
  citizen_id: number | null;
  purpose: string | null;
  waiting: { id: number; code: string }[] | null;
  enterprise: IntakeFacts['enterprise'];
  banned_until: Date | null;
  sent_today: number;
}

// The phone's proof is looked up in the same round trip: most messages come by token, once. What is found by key stands in
// lateral selects of one row, so that no plan reads a table of the directory whole.
const statement = named(`
  with asked as materialized (
    select * from json_to_recordset($1) as a (n integer, post bigint, topic bigint, pictures text[], citizen bigint, token bytea, key text,
      today date, at timestamptz, phone_since timestamptz, earlier boolean, enterprise boolean, most integer))
  select nextval('messages_id_seq') as message_id, p.id as post_id, p.name as post_name, p.kinds, p.ministry, p.office_id,
    p.region_code, p.province_code, p.city_code, d.id as desk_id, d.name as desk_name,
    exists (select 1 from topics t where t.id = a.topic and not exists (select 1 from topics s where s.parent_id = t.id)) as topic_known,
    case when a.pictures = '{}' then 0 else (select count(*)::integer from pictures x
      where x.id = any (a.pictures) and x.message_id is null and x.state = 'kept' and x.expires_at > a.at) end as pictures_free,
    i.digest as replay_digest, i.code as replay_code, y.citizen_id, y.purpose,
    case when a.earlier then (select jsonb_agg(jsonb_build_object('id', w.id, 'code', w.code)) from (
      select m.id, m.code from messages m where m.author_id = y.citizen_id and m.post_id = a.post and m.handling in ('waiting', 'in-progress')
        and m.publication <> 'withdrawn' order by m.received_at desc limit 5) w) end as waiting,
    case when a.enterprise then (select jsonb_build_object('id', e.id, 'name', e.name, 'shown', e.shown) from enterprises e
      where e.citizen_id = y.citizen_id and e.state = 'certified' order by e.id desc limit 1) end as enterprise,
    (select max(b.until_at) from bans b where b.citizen_id = y.citizen_id and b.state = 'standing' and b.until_at > a.at) as banned_until,
    case when a.most is null then 0 else (select count(*)::integer from (select from messages m
      where m.author_id = y.citizen_id and m.received_at > a.at - interval '24 hours' limit a.most) s) end as sent_today
  from asked a
  join offices d on d.code = 'review-desk'
  left join lateral (
    select p.id, p.name, p.kinds, p.ministry is not null as ministry, p.office_id, r.code as region_code, r.province_code, r.city_code
    from posts p left join lateral (select * from regions r where r.code = p.region_code limit 1) r on true
    where p.id = a.post and p.receives and (p.valid_to is null or p.valid_to > a.today) limit 1) p on true
  left join lateral (
    select v.citizen as citizen_id, v.purpose from private.verified_by(a.token, a.at) v where a.token is not null
    union all select a.citizen, 'session' where a.token is null
      and exists (select from citizens c where c.id = a.citizen and coalesce(c.seen_at, c.created_at) >= a.phone_since) limit 1) y on true
  left join lateral (
    select k.digest, m.code from idempotency_keys k join messages m on m.id = k.message_id
    where k.citizen_id = y.citizen_id and k.key = a.key limit 1) i on true
  order by a.n`);

/** A submission whose facts are asked for. */
export interface Asked {
  postId: number;
  topicId: number;
  pictureIds: readonly string[];
  /** Who is signed in, or the hash of the token that proves a phone. */
  by: { citizenId: number } | { tokenHash: Buffer };
  key: string | null;
  today: string;
  now: Date;
  /** Whether earlier messages that still wait matter. */
  earlier: boolean;
  /** Whether it is written for an enterprise. */
  enterprise: boolean;
  /** How many an account may send in 24 hours; null: nobody counts. */
  most: number | null;
}

/** Reads the facts for one submission, together with others that come at the same moment; draws the message's id. */
export const gatherIntake: (asked: Asked) => Promise<IntakeFacts> = together(
  async (all: readonly Asked[]) => {
    const rows = await alone.rows<Row>(statement, [JSON.stringify(all.map(given))]);
    if (rows.length !== all.length) throw new Error('The directory has no review desk.');
    return rows.map(factsOf);
  },
);

function given(of: Asked, n: number): Record<string, unknown> {
  return {
    n,
    post: of.postId,
    topic: of.topicId,
    pictures: of.pictureIds,
    citizen: 'citizenId' in of.by ? of.by.citizenId : null,
    token: 'tokenHash' in of.by ? asHex(of.by.tokenHash) : null,
    key: of.key,
    today: of.today,
    at: of.now,
    phone_since: dormantBefore(of.now),
    earlier: of.earlier,
    enterprise: of.enterprise,
    most: of.most,
  };
}

function factsOf(row: Row): IntakeFacts {
  return {
    messageId: row.message_id,
    writer: row.citizen_id === null ? null : { citizenId: row.citizen_id, purpose: row.purpose ?? '' },
    post:
      row.post_id === null
        ? null
        : {
            id: row.post_id,
            name: row.post_name,
            kinds: row.kinds,
            ministry: row.ministry,
            officeId: row.office_id,
            regionCode: row.region_code,
            provinceCode: row.province_code,
            cityCode: row.city_code,
          },
    desk: { id: row.desk_id, name: row.desk_name },
    topicKnown: row.topic_known,
    picturesFree: row.pictures_free,
    replay:
      row.replay_digest && row.replay_code ? { digest: row.replay_digest, code: row.replay_code } : null,
    waiting: row.waiting ?? [],
    enterprise: row.enterprise,
    bannedUntil: row.banned_until,
    sentToday: row.sent_today,
  };
}
