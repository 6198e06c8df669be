import { z } from '@hono/zod-openapi';
import { markKinds } from '../../../domain/marks.ts';
import { returnCodes } from '../../../domain/hand-down/return-codes.ts';
import { orderRoles, orderStates } from '../../../domain/hand-down/order.ts';
import { replyChecks } from '../../../domain/reply-checks/finding.ts';
import { personalKinds } from '../../../domain/screening/personal-datum.ts';
import { facts, kind, moment, named, orNull, urgency } from './facts.ts';
import { voices, words } from './message.ts';
import { askedShape, extensionShape } from './waiting.ts';

/** One thing that waits for a reviewer. */
export const queuedForReview = z
  .object({
    what: z.enum(['message', 'returned', 'follow-up', 'rating']),
    id: z.int().nullable().openapi({ description: 'Of the follow-up or rating' }),
    code: z.string(),
    title: z.string(),
    kind,
    leader: z.string(),
    urgency,
    at: moment,
    dueAt: moment.nullable(),
    mended: z.boolean(),
    returned: orNull(z.object({ by: z.string(), code: z.enum(returnCodes), words: z.string() })).openapi({
      description: 'By which office, under which code and with which words it was given back',
    }),
    lockedBy: z.string().nullable(),
    flood: orNull(z.object({ id: z.int(), messages: z.int(), accounts: z.int() })).openapi({
      description: 'Nearly the same text came from so many accounts; no reason to refuse any of them',
    }),
    pendingUntil: moment.nullable(),
  })
  .openapi('QueuedForReview');

/** A message in the queue of an office. */
export const queuedAtOffice = facts
  .extend({
    title: z.string(),
    startsAt: moment.nullable(),
    draftWaits: z.boolean(),
    inCharge: orNull(named),
    order: z
      .object({
        id: z.int(),
        role: z.enum(orderRoles),
        state: z.enum(orderStates),
        from: named,
        startsAt: moment,
        dueAt: moment.openapi({ description: 'To be signed for until then while offered; then to be done' }),
      })
      .nullable()
      .openapi({ description: 'The order by which the office has it; null: it answers for it itself' }),
  })
  .openapi('QueuedAtOffice');

/** What a look at a drafted reply finds. */
export const replyFinding = z
  .object({
    check: z.enum(replyChecks),
    severity: z.enum(['stops', 'warns']),
    evidence: z.string(),
    at: z
      .object({ start: z.int(), end: z.int() })
      .nullable()
      .openapi({ description: 'Where it stands in the draft; null: in the message, or nowhere' }),
    what: z.enum(personalKinds).optional().openapi({ description: 'The kind of a personal datum' }),
  })
  .openapi('ReplyFinding');

const deskReply = z.object({
  id: z.int(),
  type: z.enum(['interim', 'final']),
  state: z.enum(['draft', 'sent-back', 'published', 'superseded', 'applied']),
  unit: z.string(),
  text: z.string(),
  draftedBy: z.object({ id: z.int(), name: z.string() }).nullable(),
  draftedAt: moment,
  decidedBy: z.string().nullable(),
  publishedAt: moment.nullable(),
  needed: z.int(),
  correctsId: z.int().nullable().openapi({ description: 'It corrects that published reply' }),
  why: z.string().nullable(),
  blackOut: z.array(z.string()),
  signatures: z.array(z.object({ id: z.int(), name: z.string(), at: moment })),
  findings: z.array(replyFinding),
  despite: z.string().nullable(),
  backWords: z.string().nullable(),
});

const order = z
  .object({
    id: z.int(),
    parentId: z.int().nullable(),
    depth: z.int(),
    role: z.enum(orderRoles),
    state: z.enum(orderStates),
    binding: z.boolean(),
    rounds: z.int(),
    from: named,
    to: named.extend({ kind: z.string(), level: z.int().nullable() }),
    orderedBy: z.string().nullable(),
    orderedAt: moment,
    acceptedAt: moment.nullable(),
    reportedAt: moment.nullable(),
    endedAt: moment.nullable(),
    returnUntilAt: moment,
    dueAt: moment,
    revealGranted: z.boolean(),
    code: z.string().nullable(),
    words: z.string(),
    result: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .openapi('Order');

const note = z.object({
  id: z.int(),
  who: z.string(),
  office: named,
  at: moment,
  words: z.string(),
});

const deskMark = z.object({
  id: z.int(),
  what: z.enum(markKinds),
  state: z.enum(['proposed', 'in-force']),
  measure: z.string().nullable(),
  on: z.string().nullable(),
  link: z.string().nullable(),
  proposedBy: named,
  proposedAt: moment,
  decidedBy: z.string().nullable(),
  offered: z.int(),
  helped: z.int(),
});

const historyStep = z.object({
  seq: z.int(),
  step: z.string(),
  role: z.string(),
  who: z.string().nullable(),
  actsFor: z.string().nullable().openapi({ description: 'Whom they stood in for' }),
  actorKind: z.enum(['citizen', 'staff', 'machine']),
  office: z.string(),
  at: moment,
  changes: z.record(z.string(), z.unknown()),
});

/** A message as those see it who review or handle it. */
export const deskMessage = facts
  .extend({
    original: orNull(words).openapi({ description: 'Null where this reader may see the public text only' }),
    shown: orNull(words),
    erased: z.boolean().openapi({ description: 'What was not public is erased for good' }),
    remark: z.string(),
    pictures: z.array(
      z.object({
        id: z.string(),
        width: z.int(),
        height: z.int(),
        authorPublic: z.boolean(),
        reviewedPublic: z.boolean().nullable(),
      }),
    ),
    voices,
    orders: z.array(order).openapi({ description: 'The tree of orders, each under its orderer' }),
    replies: z.array(deskReply),
    marks: z.array(deskMark),
    notes: z.array(note).openapi({ description: 'Internal; those of one’s own branch' }),
    clocks: z.array(
      z.object({
        what: z.string(),
        promise: z.boolean(),
        startsAt: moment,
        dueAt: moment,
        pausedAt: moment.nullable(),
        idleMs: z.int().openapi({ description: 'For how long it stood still, in milliseconds' }),
      }),
    ),
    asked: z.array(askedShape).openapi({ description: 'When the promise waited for the author' }),
    extensions: z.array(extensionShape),
    history: z.array(historyStep),
    relations: z.array(z.string()).openapi({ description: 'What this reader is to the message' }),
    enterprise: z
      .string()
      .nullable()
      .openapi({ description: 'For which certified enterprise it was written' }),
    writerGone: z.boolean().openapi({ description: 'The writer closed their account' }),
    rejection: z.object({ code: z.string(), words: z.string() }).nullable(),
  })
  .openapi('DeskMessage');
