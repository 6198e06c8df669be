import { z } from 'zod';
import { kinds } from './message.ts';

/** A code that was sent to a phone and waits to be typed. */
const verificationSchema = z.object({
  id: z.string(),
  phone: z.string(),
  sentAt: z.number(),
  /** The code itself, where no text message is sent (a demonstration on one's own machine). */
  shown: z.string().nullable(),
});

/** A phone that was confirmed, and the token that proves it. */
const confirmedSchema = z.object({ token: z.string(), phone: z.string(), until: z.number() });

/** What became of a draft that was sent; its words are gone by then. */
const sentSchema = z.object({
  code: z.string(),
  leader: z.string(),
  office: z.string(),
  answerable: z.string(),
  kind: z.enum(kinds),
  ministry: z.boolean(),
  danger: z.boolean(),
  private: z.boolean(),
  at: z.number(),
  dueAt: z.number().nullable(),
});

const faultSchema = z.object({
  field: z.string(),
  code: z.string(),
  with: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/**
 * A message that is being written: everything typed so far, right or wrong, so that nothing is lost. Every field has
 * a default: a draft of another version of the program still opens.
 */
export const draftSchema = z.object({
  /** Grows by one with each change. */
  revision: z.number().int().catch(0),
  /** The revision at which each stage was changed last. */
  changed: z.record(z.string(), z.number().int()).catch({}),
  leader: z.number().int().nullable().catch(null),
  kind: z.enum(['', ...kinds]).catch(''),
  topic: z.number().int().nullable().catch(null),
  title: z.string().catch(''),
  body: z.string().catch(''),
  place: z.string().catch(''),
  /** The writer's switch: may everybody read the exact place? */
  placePublic: z.boolean().catch(false),
  remark: z.string().catch(''),
  visibility: z.enum(['public', 'private']).catch('public'),
  pictures: z.array(z.object({ id: z.string(), public: z.boolean() })).catch([]),
  name: z.string().catch(''),
  phone: z.string().catch(''),
  verification: verificationSchema.nullable().catch(null),
  confirmed: confirmedSchema.nullable().catch(null),
  /** Somebody signed in writes for another phone: a shared computer. */
  otherPhone: z.boolean().catch(false),
  /** Written for the certified enterprise of whoever is signed in. */
  asEnterprise: z.boolean().catch(false),
  /** What was refused at the end; each stands at its stage until that is mended. */
  faults: z.array(faultSchema).catch([]),
  /** Codes of guidance that was shown to the writer: it is offered once. */
  offered: z.array(z.string()).catch([]),
  sent: sentSchema.nullable().catch(null),
});

/** A message that is being written. */
export type Draft = z.infer<typeof draftSchema>;

/** What became of a draft that was sent. */
export type SentDraft = NonNullable<Draft['sent']>;

/** A draft in which nothing is written yet. */
export function emptyDraft(): Draft {
  return draftSchema.parse({});
}

/** Is there anything in it that somebody would miss? */
export function isWritten(draft: Draft): boolean {
  return (
    draft.leader !== null ||
    [draft.title, draft.body, draft.place, draft.remark].some((each) => each.trim() !== '')
  );
}
