import { sql } from 'kysely';
import type { FollowedThing } from '../../../domain/following-news.ts';
import type { Db } from '../../store/db.ts';
import { followedColumns } from './follows.ts';

/** Why a notice came by following: what is followed, by its address and name; a message that is not shown has no name. */
export interface NoticeFollow {
  what: FollowedThing;
  at: string;
  name: string | null;
  nameEn: string | null;
}

/** What a citizen was told, in the app. */
export interface ShownNotice {
  id: number;
  what: string;
  code: string | null;
  at: Date;
  read: boolean;
  /** Null: it is about one's own. */
  follow: NoticeFollow | null;
  /** Of a digest: how many messages and answers were new. */
  fresh: { messages: number; answers: number } | null;
}

/** The latest notices of a citizen. */
export async function noticesOf(db: Db, citizenId: number, limit: number): Promise<ShownNotice[]> {
  const { rows } = await sql<ShownNotice>`select n.id, n.what, m.code, n.at, n.read_at is not null as read,
      case when n.follow_what is not null then (select to_jsonb(w) from (select n.follow_what as what, ${followedColumns('n.follow_what', 'n.follow_ref')}) w) end as follow,
      case when n.new_messages is not null then jsonb_build_object('messages', n.new_messages, 'answers', n.new_answers) end as fresh
    from notices n left join messages m on m.id = n.message_id
    where n.citizen_id = ${citizenId} order by n.at desc, n.id desc limit ${limit}`.execute(db);
  return rows;
}
