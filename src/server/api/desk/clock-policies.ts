import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { policedClocks } from '../../../domain/clock-policies.ts';
import { tryPolicy } from '../../life/clocks/try-policy.ts';
import { endPolicy, setPolicy } from '../../life/clocks/set-policy.ts';
import { board } from '../../views/board.ts';
import { clockPolicies } from '../../views/desk/clock-policies.ts';
import { policyEffect } from '../../views/desk/policy-effect.ts';
import { answer, done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { kind, moment, orNull, urgency } from '../shapes/facts.ts';
import { text } from '../shapes/given.ts';

const path = '/api/v1/desk/clock-policies';
const desk = { room: 'desk', caller: 'known' } as const;
const unit = z.enum(['hours', 'working-days', 'days']);

const policy = z.object({
  clock: z
    .enum([...policedClocks, 'petition-law'])
    .openapi({ description: 'petition-law is a flag of an office and has no length' }),
  region: z.string().max(12).nullable().default(null).openapi({ description: 'A region and all below it' }),
  office: z.int().positive().nullable().default(null),
  kind: orNull(kind).default(null),
  urgency: orNull(urgency)
    .default(null)
    .openapi({ description: 'An emergency follows only policies that name it' }),
  length: z.int().min(1).max(400).nullable().default(null),
  unit: unit.nullable().default(null),
  ground: text(200).openapi({ description: 'The document or decision on which it rests' }),
});
const follow = z.boolean().openapi({ description: 'Whether running clocks follow' });

const listed = z.object({
  id: z.int(),
  clock: z.string(),
  region: z.string().nullable(),
  office: z.string().nullable(),
  kind: z.string().nullable(),
  urgency: z.string().nullable(),
  length: z.int().nullable(),
  unit: unit.nullable(),
  ground: z.string(),
  validFrom: moment,
  endedAt: moment.nullable(),
  by: z.string(),
  endedBy: z.string().nullable(),
});
const changeShape = z.object({
  id: z.int(),
  cause: z.enum(['policy', 'calendar']),
  clock: z.string().nullable(),
  at: moment,
  lookedAt: z.int(),
  moved: z.int(),
  finishedAt: moment.nullable(),
});
const effect = z.object({ touched: z.int(), earlier: z.int(), later: z.int(), kept: z.int() });

/** How long clocks run, by place, office, kind and urgency; kept by operators. */
export function mountClockPolicies(api: OpenAPIHono): void {
  mountReading(api);
  mount(api, {
    ...desk,
    method: 'post',
    path,
    id: 'setClockPolicy',
    summary: 'Set the length of a clock from now on',
    pace: 'writing',
    body: policy.extend({ follow }),
    answers: { 201: { description: 'It holds', shape: z.object({ id: z.int() }) } },
    refusals: ['not-allowed'],
    run: async ({ body: { follow: follows, ...given }, actor, now }) =>
      answer(await setPolicy(given, follows, actor, now), 201),
  });
  mount(api, {
    ...desk,
    method: 'post',
    path: `${path}/{id}/end`,
    id: 'endClockPolicy',
    summary: 'End a policy; what stands below it, or the default, holds again',
    pace: 'writing',
    under: z.object({ id: rowId }),
    body: z.object({ follow }),
    answers: { 204: { description: 'Ended' } },
    refusals: ['not-allowed'],
    run: async ({ path: { id }, body, actor, now }) => {
      await endPolicy(id, body.follow, actor, now);
      return done();
    },
  });
}

function mountReading(api: OpenAPIHono): void {
  const shape = z.object({
    policies: z.array(listed),
    ended: z.array(listed),
    changes: z.array(changeShape).openapi({ description: 'What running clocks follow, newest first' }),
  });
  mount(api, {
    ...desk,
    method: 'get',
    path,
    id: 'readClockPolicies',
    summary: 'The policies in force, those that ended last, and what running clocks follow',
    pace: 'reading',
    answers: { 200: { description: 'The policies', shape } },
    refusals: ['not-allowed'],
    run: async ({ c, actor }) => readable(c, await clockPolicies(board(), actor), 'private'),
  });
  mount(api, {
    ...desk,
    method: 'post',
    path: `${path}/trial`,
    id: 'tryClockPolicy',
    summary: 'How many running clocks a policy would touch, and how many would come earlier or later',
    pace: 'writing',
    body: policy,
    answers: { 200: { description: 'Nothing was changed', shape: effect } },
    refusals: ['not-allowed'],
    run: async ({ body, actor, now }) => {
      const tried = await tryPolicy(body, actor, now);
      return answer(await policyEffect(board(), { policy: tried, ends: false }, now));
    },
  });
}
