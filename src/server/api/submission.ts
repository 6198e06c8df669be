import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { isReport } from '../../domain/check-submission.ts';
import { kinds, limits, urgencies } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isDangerToLife } from '../../domain/screening/danger.ts';
import { refuseMachine } from '../access/humanity/proof.ts';
import { mostADay } from '../access/most-a-day.ts';
import { submit } from '../life/intake/submit.ts';
import { answer } from './answer.ts';
import { signedInCaller } from './caller.ts';
import { addressOf, mount } from './mount.ts';
import { given, proof } from './proofs.ts';
import { pictureChoices, text } from './shapes/given.ts';
import { visibility } from './shapes/facts.ts';
import { taken } from './shapes/message.ts';

const submission = z
  .object({
    leader: z.int().positive('unknown-leader').openapi({ description: 'The number of the post' }),
    kind: z.string().openapi({ enum: [...kinds] }),
    topic: z
      .int()
      .min(1, 'unknown-topic')
      .max(32_767, 'unknown-topic')
      .openapi({ description: 'A sub-topic' }),
    title: text(limits.title),
    body: text(limits.body),
    place: text(limits.place).optional(),
    remark: text(limits.remark).optional().openapi({ description: 'For the office only' }),
    name: text(limits.name).openapi({ description: 'The real name; never public' }),
    visibility,
    pictures: pictureChoices.default([]),
    urgency: z.enum(urgencies).optional(),
    asEnterprise: z
      .boolean()
      .optional()
      .openapi({ description: 'Written for the certified enterprise of whoever writes' }),
    proof: proof.optional(),
    anotherMatter: z.boolean().optional().openapi({ description: 'Said after 409 same-matter' }),
    verification: z.string().max(512, 'verification-needed').optional().openapi({
      description:
        'The token of a confirmed phone, purpose write or sign-in. May be left out on our own pages by who is signed in',
    }),
  })
  .openapi('Submission');

const headers = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x20-\x7e]{1,64}$/)
    .optional()
    .openapi({ description: 'Makes a retry the same message: 1–64 printable ASCII characters' }),
});

const answerHeaders = z.object({
  location: z.string(),
  'idempotent-replayed': z.string().optional().openapi({ description: '`true` on the answer to a retry' }),
});

/** A citizen writes: the message is taken in, and has an owner and a clock from here on. */
export function mountSubmission(api: OpenAPIHono): void {
  mount(api, {
    method: 'post',
    path: '/api/v1/messages',
    id: 'writeMessage',
    room: 'citizen',
    summary: 'Write to a leader',
    description:
      'Confidential reports (监督举报) are not taken yet: kind `report` is answered with 422 `not-open-yet`, which names ' +
      'the national way to report, and nothing of it is kept. `null` counts as left out.',
    caller: 'anybody',
    pace: 'submit',
    headers,
    body: submission,
    first: refuseReport,
    answers: { 201: { description: 'Received', shape: taken, headers: answerHeaders } },
    refusals: [
      'not-open-yet',
      'verification-needed',
      'unknown-leader',
      'leader-takes-not',
      'idempotency-mismatch',
      'same-matter',
      'banned',
      'too-many-today',
      'no-enterprise',
      'sign-in-needed',
      'cross-site',
    ],
    run: async ({ c, body: { verification, proof: shown, ...words }, now }) => {
      // Danger to life waits for no question.
      if (!isDangerToLife(`${words.title}\n${words.body}`))
        await refuseMachine('send', addressOf(c), given(shown), now);
      const idempotencyKey = keyOf(c);
      const by = verification ? { token: verification } : { citizenId: await signedIn(c, now) };
      const { replay, ...receipt } = await submit(
        words,
        { by, source: 'api', idempotencyKey, address: addressOf(c), mostADay: mostADay() },
        now,
      );
      const location = `/api/v1/messages/${receipt.code}`;
      return answer(receipt, 201, replay ? { location, 'idempotent-replayed': 'true' } : { location });
    },
  });
}

/** Before anything else is looked at: no part of a report may go further. */
function refuseReport(raw: Record<string, unknown>): void {
  if (typeof raw['kind'] === 'string' && isReport(raw['kind'])) throw new Refusal('not-open-yet');
}

function keyOf(c: Context): string | null {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return null;
  if (/^[\x20-\x7e]{1,64}$/.test(key)) return key;
  throw new Refusal('invalid', { faults: [{ field: 'idempotency-key', code: 'malformed' }] });
}

async function signedIn(c: Context, now: Date): Promise<number> {
  const actor = await signedInCaller(c, now);
  if (actor.kind === 'citizen') return actor.citizenId;
  throw new Refusal('verification-needed', {
    faults: [{ field: 'verification', code: 'verification-needed' }],
  });
}
