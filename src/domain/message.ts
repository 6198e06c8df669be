import { z } from 'zod';

/** What a message is; a confidential report (监督举报) is not a message and is refused until it can be sealed. */
export const kinds = ['suggestion', 'consultation', 'complaint', 'help', 'thanks'] as const;
export type Kind = (typeof kinds)[number];

/** How pressing a matter is: machine or citizen may raise it, a person lowers it. */
export const urgencies = ['normal', 'urgent', 'emergency'] as const;
export type Urgency = (typeof urgencies)[number];

/** What a citizen says a follow-up is; it decides whether the matter reopens. */
export const followUpTypes = ['facts', 'question', 'not-settled', 'thanks'] as const;
export type FollowUpType = (typeof followUpTypes)[number];

/** The real board's limits, counted in graphemes. */
export const limits = {
  title: 22,
  body: 1000,
  remark: 200,
  place: 60,
  name: 30,
  followUp: 1000,
  words: 500,
  reply: 5000,
  note: 1000,
  pictures: 5,
} as const;

/** How many messages one account may send in 24 hours where nothing else is set; danger to life is never counted out. */
export const usualMostADay = 20;

/** Where a message came in. */
export const sources = ['web', 'api', 'app', 'mini-program', 'wechat', 'phone', 'import'] as const;
export type Source = (typeof sources)[number];

/** The shape in which a citizen's message arrives at any door; its words are checked by `checkSubmission`. */
export const submissionSchema = z.object({
  leader: z.number().int().positive(),
  kind: z.string(),
  topic: z.number().int(),
  title: z.string(),
  body: z.string(),
  place: z.string().optional(),
  remark: z.string().optional(),
  name: z.string(),
  visibility: z.enum(['public', 'private']),
  pictures: z.array(z.object({ id: z.string().regex(/^[\w-]{1,64}$/), public: z.boolean() })).default([]),
  urgency: z.enum(['normal', 'urgent', 'emergency']).optional(),
  /** Said by the writer after an earlier message on the same matter was shown. */
  anotherMatter: z.boolean().optional(),
  /** Written for the certified enterprise of whoever writes. */
  asEnterprise: z.boolean().optional(),
});
export type Submission = z.infer<typeof submissionSchema>;
