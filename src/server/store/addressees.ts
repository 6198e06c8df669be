import type { AddresseeState, InstructionStanding } from '../../domain/instructing.ts';
import { named } from './compose.ts';
import type { Tx } from './tx.ts';

/** Somebody addressed by an instruction, with what relations to it depend on. */
export interface AddresseeRow extends InstructionStanding {
  id: number;
  instructionId: number;
  state: AddresseeState;
  clockId: number;
  dueAt: Date;
  reportedBy: number | null;
  /** The office in whose hands it is: the one addressed, or that of the deputy. */
  ownerId: number;
}

/** Columns of an addressee `a` of an instruction `i`, with the posts on both ends. */
export const addresseeColumns = `a.id, a.instruction_id as "instructionId", a.state, a.clock_id as "clockId", a.due_at as "dueAt", a.reported_by as "reportedBy",
  i.post_id as "fromPostId", f.office_id as "fromOfficeId", a.post_id as "toPostId", a.office_id as "toOfficeId", coalesce(a.office_id, t.office_id) as "ownerId"`;
/** Where they come from. */
export const addresseeSource = `addressees a join instructions i on i.id = a.instruction_id join posts f on f.id = i.post_id left join posts t on t.id = a.post_id`;

const one = named(`select ${addresseeColumns} from ${addresseeSource} where a.id = $1 and a.message_id = $2`);
const ofOne = named(
  `select ${addresseeColumns} from ${addresseeSource} where i.id = $1 and a.message_id = $2 order by a.id`,
);
// What a deputy passed on of it goes with it.
const below = named(`with recursive branch as (
    select a.id from addressees a where a.instruction_id = $1
    union all select s.id from branch b join instructions p on p.parent_id = b.id join addressees s on s.instruction_id = p.id)
  select ${addresseeColumns} from ${addresseeSource} where a.id in (select id from branch) and a.message_id = $2 and a.ended_at is null order by a.id`);

/** One addressee on this message. */
export async function addresseeOf(tx: Tx, messageId: number, id: number): Promise<AddresseeRow | undefined> {
  return (await tx.rows<AddresseeRow>(one, [id, messageId]))[0];
}

/** All addressees of one instruction on this message. */
export async function addresseesOf(
  tx: Tx,
  messageId: number,
  instructionId: number,
): Promise<AddresseeRow[]> {
  return tx.rows<AddresseeRow>(ofOne, [instructionId, messageId]);
}

const byClock = named(
  `select ${addresseeColumns} from ${addresseeSource} where a.clock_id = $1 and a.message_id = $2`,
);

/** The addressee whose clock this is. */
export async function addresseeByClock(
  tx: Tx,
  messageId: number,
  clockId: number,
): Promise<AddresseeRow | undefined> {
  return (await tx.rows<AddresseeRow>(byClock, [clockId, messageId]))[0];
}

/** Everybody who has still something to do on an instruction, and on what was passed on of it. */
export async function openBelow(tx: Tx, messageId: number, instructionId: number): Promise<AddresseeRow[]> {
  return tx.rows<AddresseeRow>(below, [instructionId, messageId]);
}

/** The post in whose name an instruction is given. */
export interface IssuingPost {
  id: number;
  name: string;
  officeId: number;
  regionCode: string | null;
}

const post = named(
  `select id, name, office_id as "officeId", region_code as "regionCode" from posts where id = $1 and valid_to is null`,
);

/** A post in force; undefined once it has ended. */
export async function issuingPost(tx: Tx, postId: number): Promise<IssuingPost | undefined> {
  return (await tx.rows<IssuingPost>(post, [postId]))[0];
}

/** To whom a post may give an instruction: a deputy's post, or an office. */
export type Addressed = { post: number } | { office: number };

const may = named(`
  select p.id as post, null::bigint as office, p.office_id as owner from posts p
  where p.id = any ($1::bigint[]) and p.valid_to is null and not p.receives and p.region_code = $4 and p.id <> $3
  union all
  select null, o.id, o.id from offices o where o.id = any ($2::bigint[]) and o.valid_to is null and exists (
    with recursive up(id, depth) as (select o.id, 0 union all
      select u.above_id, up.depth + 1 from up join offices u on u.id = up.id where u.above_id is not null and up.depth < 9)
    select from up where up.id = any ($5::bigint[]))`);

/** Those of the wished addressees whom this post may instruct, each with the office that owns the clock: deputies of its region; the answerable office, its own, and units below them. */
export async function instructable(
  tx: Tx,
  to: readonly Addressed[],
  from: { post: IssuingPost; answerableId: number },
): Promise<{ post: number | null; office: number | null; owner: number }[]> {
  const posts = to.flatMap((t) => ('post' in t ? [t.post] : []));
  const offices = to.flatMap((t) => ('office' in t ? [t.office] : []));
  const { id, regionCode, officeId } = from.post;
  return tx.rows(may, [posts, offices, id, regionCode, [officeId, from.answerableId]]);
}
