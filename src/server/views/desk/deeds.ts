import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { stands } from '../../../domain/decide.ts';
import type { Matter } from '../../../domain/matter.ts';
import { type Act, allows, relationsTo } from '../../../domain/policy.ts';
import { type StepName, steps } from '../../../domain/steps/table.ts';
import type { Db } from '../../store/db.ts';
import { loadMessage } from '../message-facts.ts';

/** What this officer may do with a message now, and why something that is due is not theirs. */
export interface Deeds {
  accept: boolean;
  passOn: boolean;
  acknowledge: boolean;
  collate: boolean;
  draft: boolean;
  /** May decide on drafts that somebody else wrote. */
  decide: boolean;
  visit: boolean;
  /** A return visit is due, but this officer drafted the answer. */
  visitByOther: boolean;
  reveal: boolean;
  /** Drafts that wait, with whether this officer may sign them. */
  drafts: { id: number; own: boolean; may: boolean }[];
  /** Names of those who can sign the waiting draft. */
  signers: string[];
}

/** What may be done here: from the table of steps and the relations alone; asked by pages for their buttons. */
export async function deedsOf(db: Db, code: string, actor: Actor): Promise<Deeds> {
  const message = await loadMessage(db, code);
  if (!message || actor.kind !== 'staff') return nothing;
  const { matter } = message;
  const relations = relationsTo(actor, matter);
  const may = (step: StepName) => stands(matter, steps[step]) && allows(steps[step].act as Act, relations);
  const replies = await repliesOf(db, matter.id);
  const drafts = replies.filter((r) => r.state === 'draft');
  const drafter = replies.findLast((r) => r.state === 'published' && r.type === 'final')?.draftedBy ?? null;
  const decide = may('publish-interim');
  const visitNow = matter.nextStep === 'visit' && may('visit-done');
  return {
    accept: may('accept'),
    passOn: may('pass-on'),
    acknowledge: may('acknowledge'),
    collate: may('collate'),
    draft: may('draft-reply'),
    decide,
    visit: visitNow && drafter !== actor.staffId,
    visitByOther: visitNow && drafter === actor.staffId,
    reveal: matter.authorId !== null && allows('reveal private data', relations),
    drafts: drafts.map(({ id, draftedBy }) => {
      const own = draftedBy === actor.staffId;
      return { id, own, may: decide && !own };
    }),
    signers: drafts[0] ? await signersOf(db, matter, drafts[0].draftedBy) : [],
  };
}

const nothing: Deeds = {
  accept: false,
  passOn: false,
  acknowledge: false,
  collate: false,
  draft: false,
  decide: false,
  visit: false,
  visitByOther: false,
  reveal: false,
  drafts: [],
  signers: [],
};

interface ReplyFacts {
  id: number;
  type: string;
  state: string;
  draftedBy: number | null;
}

async function repliesOf(db: Db, messageId: number): Promise<ReplyFacts[]> {
  return db
    .selectFrom('replies')
    .select(['id', 'type', 'state', 'drafted_by as draftedBy'])
    .where('message_id', '=', messageId)
    .orderBy('drafted_at')
    .orderBy('id')
    .execute();
}

// The office's own approvers; where there are fewer than two, those of the office above too.
async function signersOf(db: Db, matter: Matter, draftedBy: number | null): Promise<string[]> {
  const offices = [
    matter.answerableId,
    ...(matter.approvers < 2 && matter.aboveIds[0] ? [matter.aboveIds[0]] : []),
  ];
  const { rows } = await sql<{ name: string }>`
    select distinct s.name from staff s join staff_roles r on r.staff_id = s.id and r.to_at is null
    where s.left_at is null and r.role in ('approver', 'head') and r.office_id = any (${offices})
      and s.id is distinct from ${draftedBy} and s.id is distinct from ${matter.reviewerId} order by s.name limit 5`.execute(
    db,
  );
  return rows.map((row) => row.name);
}
