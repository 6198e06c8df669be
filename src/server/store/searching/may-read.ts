// Those who work on a message in this role sit at an office.
const working = `d.role in ('officer', 'approver', 'head')`;
const signing = `d.role in ('approver', 'head')`;
const isOpen = `a.state in ('offered', 'accepted', 'reported')`;
const above = `with recursive up (id, depth) as (
      select o.above_id, 1 from offices o where o.id = m.answerable_id
      union all select o.above_id, up.depth + 1 from up join offices o on o.id = up.id where up.id is not null and up.depth < 9)`;

// Whoever stands in for somebody complained of, or who reviewed it, may no more than they; who reviewed it never handles it.
const ownDuties = `d.role <> 'reviewer' and f.handed and f.reviewer_id is distinct from $1::bigint
  and (d."forStaffId" is null or (d."forStaffId" is distinct from f.reviewer_id
    and not exists (select from conflicts k where k.message_id = m.id and k.staff_id = d."forStaffId")))`;
const answers = `(${working} and d."officeId" = m.answerable_id)`;
const holds = `(${working} and d."officeId" = m.holder_id and m.next_step <> 'accept-order')`;
const ordered = `(${working} and exists (select from assignments a where a.message_id = m.id
  and ((a.to_id = d."officeId" and a.role = 'joint' and (${isOpen} or a.state = 'done'))
    or (a.to_id = d."officeId" and a.role = 'lead' and ${isOpen}) or (a.from_id = d."officeId" and ${isOpen}))))`;
const stands = `((${working} or d.role = 'supervisor') and (d."officeId", m.answerable_id) in (select root, id from below))`;
const leads = `(d.role = 'leader' and d."postId" = m.post_id)`;
// Who signs is asked of reviewers alone: whoever signs holds it, answers for it or stands above.
// The office above signs where the office has nobody else to; a third “not settled” is signed by the office that reviews it.
const signs = `(${signing} and case when m.next_step = 'review-above' then d."officeId" = m.holder_id
  else d."officeId" = m.answerable_id or (d."officeId" = (${above} select id from up where id is not null
      and not exists (select from conflicts k where k.message_id = m.id and k.office_id = up.id) order by depth limit 1)
    and (select count(distinct r.staff_id) from staff_roles r join staff s on s.id = r.staff_id and s.left_at is null
      where r.office_id = m.answerable_id and r.role in ('approver', 'head') and r.to_at is null
        and not exists (select from conflicts k where k.message_id = m.id and k.staff_id = r.staff_id)) < 2) end)`;

const isFree = `not exists (select from conflicts k where k.message_id = m.id and (k.staff_id = $1::bigint
  or k.office_id in (select d."officeId" from duties d) or k.post_id in (select d."postId" from duties d)))`;
const reviews = `(exists (select from duties d where d.role = 'reviewer')
  and not exists (select from duties d where ${ownDuties} and (${answers} or ${holds} or ${signs})))`;
const atDesk = `(m.publication = 'awaiting-review' or (m.next_step = 'transfer'
  and m.holder_id = (select o.id from offices o where o.code = 'review-desk')))`;

/**
 * Who may read the original of a message `m`, as SQL: what `sightOf` in domain/visibility.ts decides of one message, for a
 * search over many. The two are held against each other for every person at every stage. $1 is the member of staff, $2 their duties.
 */
export const mayRead = {
  duties: `duties as (select * from json_to_recordset($2::json)
    as d (role text, "officeId" bigint, "postId" bigint, "forStaffId" bigint)),
    -- Once for all messages: whatever hangs below an office of theirs.
    below (root, id) as (select o.above_id, o.id from offices o where o.above_id in (select d."officeId" from duties d
      where ${working} or d.role = 'supervisor') union all select b.root, o.id from below b join offices o on o.above_id = b.id)`,
  /** What the condition asks of a message. */
  facts: `cross join lateral (select m.transferred_at is not null or m.source = 'import' as handed,
    (select b.staff_id from publications b where b.message_id = m.id and b.act in ('published', 'kept-private')
      order by b.id desc limit 1) as reviewer_id) f`,
  condition: `(${isFree} and ((${reviews} and ${atDesk})
    or exists (select from duties d where ${ownDuties}
      and (${answers} or ${holds} or ${ordered} or ${stands} or ${leads}))))`,
  /** A reviewer reads a follow-up, or the words of a rating, while these wait for review. */
  wordsAwaiting: (hit: string) => `(${isFree} and ${reviews} and (
    (${hit}.what = 'follow-up' and exists (select from follow_ups u where u.id = ${hit}.ref and u.state = 'awaiting-review'))
    or (${hit}.what = 'rating' and exists (select from ratings g where g.id = ${hit}.ref and g.words_state = 'awaiting-review'))))`,
};
