import type { Kind } from '../../domain/message.ts';
import { named } from './compose.ts';
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
  waiting: { id: number; code: string }[];
}

// The phone's proof is looked up in the same round trip: most messages come by token, once.
const statement = named(`
  with writer as materialized (
    select v.citizen as citizen_id, v.purpose from private.verified_by($8, $7) v where $8 is not null
    union all select $4::bigint, 'session' where $8 is null and $4 is not null)
  select nextval('messages_id_seq') as message_id, p.id as post_id, p.name as post_name, p.kinds, p.ministry is not null as ministry, p.office_id,
    r.code as region_code, r.province_code, r.city_code, d.id as desk_id, d.name as desk_name,
    exists (select 1 from topics t where t.id = $2::bigint and not exists (select 1 from topics s where s.parent_id = t.id)) as topic_known,
    (select count(*)::integer from pictures x where x.id = any ($3::text[]) and x.message_id is null and x.state = 'kept' and x.expires_at > $7) as pictures_free,
    i.digest as replay_digest, im.code as replay_code, y.citizen_id, y.purpose,
    coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'code', w.code)) from (
      select m.id, m.code from messages m where m.author_id = y.citizen_id and m.post_id = $1 and m.handling in ('waiting', 'in-progress')
        and m.publication <> 'withdrawn' order by m.received_at desc limit 5) w), '[]') as waiting
  from offices d
  left join posts p on p.id = $1 and p.receives and (p.valid_to is null or p.valid_to > $6::date)
  left join regions r on r.code = p.region_code
  left join writer y on true
  left join idempotency_keys i on i.citizen_id = y.citizen_id and i.key = $5
  left join messages im on im.id = i.message_id
  where d.code = 'review-desk'`);

/** Reads the facts for one submission; draws the message's id. */
export async function gatherIntake(of: {
  postId: number;
  topicId: number;
  pictureIds: readonly string[];
  /** Who is signed in, or the hash of the token that proves a phone. */
  by: { citizenId: number } | { tokenHash: Buffer };
  key: string | null;
  today: string;
  now: Date;
}): Promise<IntakeFacts> {
  const [row] = await alone.rows<Row>(statement, [
    of.postId,
    of.topicId,
    of.pictureIds,
    'citizenId' in of.by ? of.by.citizenId : null,
    of.key,
    of.today,
    of.now,
    'tokenHash' in of.by ? of.by.tokenHash : null,
  ]);
  if (!row) throw new Error('The directory has no review desk.');
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
    waiting: row.waiting,
  };
}
