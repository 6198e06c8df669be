import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../../domain/message.ts';
import { reasonCodes } from '../../../domain/reason-codes.ts';
import { review, type Verdict } from '../../life/intake/review.ts';
import { cancelVerdict, scheduleVerdict } from '../../life/intake/schedule-verdict.ts';
import { answer, done } from '../answer.ts';
import { mount } from '../mount.ts';
import { visibility } from '../shapes/facts.ts';
import { pictureChoices, text } from '../shapes/given.ts';
import { moment } from '../shapes/facts.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

const path = '/api/v1/desk/messages/{code}/publication';

/** A verdict may be held back for some seconds, in which it can be taken back. */
export const delaySeconds = z.int().min(1).max(10).optional().openapi({
  description: 'Holds the verdict back for 1–10 s; left out: at once',
});

/** The answer to a verdict that is held back. */
export const held = { description: 'It takes effect then', shape: z.object({ effectiveAt: moment }) };

const publication = z.object({
  visibility,
  title: text(limits.title).optional().openapi({ description: 'The public title where it differs' }),
  body: text(limits.body).optional().openapi({ description: 'The public text where it differs' }),
  place: text(limits.place).optional(),
  pictures: pictureChoices.optional().openapi({ description: 'Which stay public; left out: all' }),
  code: z
    .enum(reasonCodes)
    .optional()
    .openapi({ description: 'Why it is kept private against the author’s wish' }),
  delaySeconds,
});

/** A reviewer publishes a message or keeps it private; either way it goes to the leader's office, on the clock. */
export function mountPublication(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path,
    id: 'publish',
    summary: 'Publish a message, or keep it private, and hand it to the office',
    body: publication,
    answers: { 200: { description: 'Done', shape: taken }, 202: held },
    refusals: [...stepRefusals, 'locked-by-other', 'own-message'],
    run: async ({ path: { code }, body: { delaySeconds, ...given }, actor, now }) => {
      const verdict = verdictOf(given);
      if (delaySeconds === undefined) return answer(await told(await review(code, verdict, actor, now)));
      const step = verdict.visibility === 'public' ? 'publish' : 'keep-private';
      const pending = { step, verdict } as const;
      return answer(await scheduleVerdict(code, pending, { actor, delaySeconds }, now), 202);
    },
  });
  mount(api, {
    ...atDesk,
    method: 'delete',
    path,
    id: 'takeVerdictBack',
    summary: 'Take back one’s own verdict (publication or rejection) while it is held',
    answers: { 204: { description: 'It will not take effect' } },
    refusals: ['not-allowed', 'undo-too-late'],
    run: async ({ path: { code }, actor }) => {
      await cancelVerdict(code, actor);
      return done();
    },
  });
}

type Given = Omit<z.infer<typeof publication>, 'delaySeconds'>;

function verdictOf({ visibility, title, body, place, pictures, code }: Given) {
  const redacted = {
    ...(title !== undefined && { title }),
    ...(body !== undefined && { body }),
    ...(place !== undefined && { place }),
  };
  const verdict = { visibility, redacted, ...(pictures && { pictures }), ...(code && { code }) };
  return verdict satisfies Verdict;
}
