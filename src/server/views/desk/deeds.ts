import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { actOf, stands } from '../../../domain/decide.ts';
import type { Matter } from '../../../domain/matter.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsTo } from '../../../domain/relations.ts';
import { type StepName, steps } from '../../../domain/steps/table.ts';
import { signingOffices } from '../../../domain/signatures.ts';
import type { Db } from '../../store/db.ts';
import { loadMessage } from '../message-facts.ts';
import { noTimeDeeds, type TimeDeeds, timeDeedsOf } from './time-deeds.ts';

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
  /** What can be done about its time. */
  time: TimeDeeds;
  /** Drafts that wait, with whether this officer may sign them. */
  drafts: OpenDraft[];
  /** Corrections that wait, likewise. */
  corrections: OpenDraft[];
  /** May draft a correction of what was published. */
  correct: boolean;
  /** May propose marks, decide on them, take them away. */
  marks: { guidance: boolean; adopted: boolean; confirm: boolean; decline: boolean; end: boolean };
  /** Names of those who can sign the waiting draft. */
  signers: string[];
}

/** A draft that waits for signatures. */
export interface OpenDraft {
  id: number;
  own: boolean;
  may: boolean;
  /** Signed by this officer already. */
  signed: boolean;
}

/** What may be done here: from the table of steps and the relations alone; asked by pages for their buttons. */
export async function deedsOf(db: Db, code: string, actor: Actor, now: Date): Promise<Deeds> {
  const message = await loadMessage(db, code);
  if (!message || actor.kind !== 'staff') return nothing;
  const { matter } = message;
  const relations = relationsTo(actor, matter);
  const may = (step: StepName) =>
    stands(matter, steps[step]) && allows(actOf(matter, steps[step]), relations);
  const replies = await repliesOf(db, matter.id);
  const waiting = replies.filter((r) => r.state === 'draft');
  const open = (decide: boolean) => (r: ReplyFacts) => openTo(actor.staffId, r, decide);
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
    time: await timeDeedsOf(db, matter, may, now),
    reveal: matter.authorId !== null && allows('reveal private data', relations),
    drafts: waiting.filter((r) => r.correctsId === null).map(open(decide)),
    corrections: waiting.filter((r) => r.correctsId !== null).map(open(may('correct-reply'))),
    correct: may('draft-correction'),
    marks: {
      guidance: may('propose-guidance') && matter.answeredAt !== null,
      adopted: may('propose-adopted') && matter.answeredAt !== null,
      confirm: may('confirm-guidance'),
      decline: may('decline-mark'),
      end: may('end-mark'),
    },
    signers: waiting[0] ? await signersOf(db, matter, waiting[0]) : [],
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
  time: noTimeDeeds,
  drafts: [],
  corrections: [],
  correct: false,
  marks: { guidance: false, adopted: false, confirm: false, decline: false, end: false },
  signers: [],
};

interface ReplyFacts {
  id: number;
  type: string;
  state: string;
  draftedBy: number | null;
  correctsId: number | null;
  signedBy: number[];
}

function openTo(staffId: number, { id, draftedBy, signedBy }: ReplyFacts, decide: boolean): OpenDraft {
  const [own, signed] = [draftedBy === staffId, signedBy.includes(staffId)];
  return { id, own, signed, may: decide && !own && !signed };
}

async function repliesOf(db: Db, messageId: number): Promise<ReplyFacts[]> {
  const { rows } = await sql<ReplyFacts>`
    select a.id, a.type, a.state, a.drafted_by as "draftedBy", a.corrects_id as "correctsId",
      array(select g.staff_id::float8 from signatures g where g.reply_id = a.id) as "signedBy"
    from replies a where a.message_id = ${messageId} order by a.drafted_at, a.id`.execute(db);
  return rows;
}

// Who can still sign: of the office, or of the one above where it has nobody else to.
async function signersOf(db: Db, matter: Matter, { draftedBy, signedBy }: ReplyFacts): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct s.name from staff s join staff_roles r on r.staff_id = s.id and (r.to_at is null or (r.stand_in_id is not null and r.from_at <= now() and r.to_at > now()))
    where s.left_at is null and r.role in ('approver', 'head') and r.office_id = any (${signingOffices(matter)})
      and s.id is distinct from ${draftedBy} and s.id is distinct from ${matter.reviewerId} and s.id <> all (${signedBy})
    order by s.name limit 5`.execute(db);
  return rows.map((row) => row.name);
}
