import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { appealOutcomes, banReasons, banTerms } from '../../../domain/bans/ban.ts';
import { readPublicCode } from '../../../domain/public-code.ts';
import { decideAppeal } from '../../life/banning/decide-appeal.ts';
import { decideBan } from '../../life/banning/decide-ban.ts';
import { decideLift, proposeLift } from '../../life/banning/lift-ban.ts';
import { proposeBan } from '../../life/banning/propose-ban.ts';
import { board } from '../../views/board.ts';
import { listBans, readBan } from '../../views/desk/bans.ts';
import { answer, done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { moment } from '../shapes/facts.ts';
import { text } from '../shapes/given.ts';

const listed = z.object({
  id: z.int(),
  message: z.string().openapi({ description: 'The public code of the message on account of which' }),
  code: z.enum(banReasons),
  days: z.int(),
  waits: z.enum(['confirmation', 'lift', 'appeal']).nullable(),
  until: moment.nullable(),
});
const by = z.object({ by: z.string(), at: moment });
const ban = listed
  .extend({
    state: z.enum(['proposed', 'refused', 'standing', 'lifted']),
    proposed: by,
    decided: by.nullable(),
    lift: by.nullable().openapi({ description: 'Who proposes to lift it before its time' }),
    lifted: by.nullable(),
    appeal: z
      .object({
        ...{ state: z.enum(['waiting', ...appealOutcomes]), at: moment },
        ...{ decidedBy: z.string().nullable(), decidedAt: moment.nullable() },
      })
      .nullable(),
    words: z.array(
      z.object({ what: z.enum(['why', 'appeal', 'answer', 'lift']), text: z.string(), at: moment }),
    ),
    deeds: z.record(z.string(), z.boolean()).openapi({ description: 'What the caller may do now' }),
  })
  .openapi('Ban');

const path = '/api/v1/desk/bans';
const atDesk = { room: 'desk', caller: 'known', refusals: ['not-allowed', 'not-found'] } as const;
const writing = { ...atDesk, method: 'put', pace: 'writing', under: z.object({ id: rowId }) } as const;
const answers = { 204: { description: 'Done' } } as const;

/** Bans of accounts, by reviewers: proposed, confirmed by a second, lifted by two, an appeal decided by a third. */
export function mountBans(api: OpenAPIHono): void {
  mountReading(api);
  mount(api, {
    ...atDesk,
    method: 'post',
    path,
    id: 'proposeBan',
    summary: 'Propose to keep the author of a message from sending; a second reviewer confirms',
    pace: 'writing',
    body: z.object({
      message: z.string().openapi({ description: 'The public code of a message' }),
      code: z.enum(banReasons),
      days: z.int().openapi({ enum: [...banTerms] }),
      words: text(500).openapi({ description: 'To the person' }),
    }),
    answers: { 201: { description: 'It waits for a second reviewer', shape: z.object({ id: z.int() }) } },
    refusals: ['not-allowed', 'not-found', 'ban-stands', 'nobody-to-ban'],
    run: async ({ actor, body: { message, ...given }, now }) => {
      const made = await proposeBan(readPublicCode(message) ?? '', given, actor, now);
      return answer(made, 201, { location: `${path}/${made.id}` });
    },
  });
  mountDeciding(api);
  mountLifting(api);
}

function mountReading(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'get',
    path,
    id: 'listBans',
    summary: 'Bans that wait for a second or third reviewer, and those that stand',
    pace: 'reading',
    answers: {
      200: { description: 'Them', shape: z.array(listed.extend({ by: z.string(), at: moment })) },
    },
    run: async ({ c, actor, now }) => readable(c, await listBans(board(), actor, now), 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'get',
    path: `${path}/{id}`,
    id: 'readBan',
    summary: 'A ban with what was said',
    pace: 'reading',
    under: z.object({ id: rowId }),
    answers: { 200: { description: 'It', shape: ban } },
    run: async ({ c, actor, path: { id }, now }) =>
      readable(c, await readBan(board(), id, actor, now), 'private'),
  });
}

function mountDeciding(api: OpenAPIHono): void {
  mount(api, {
    ...writing,
    path: `${path}/{id}/decision`,
    id: 'decideBan',
    summary: 'Confirm or refuse what another reviewer proposed; one’s own can only be taken back',
    body: z.object({ agree: z.boolean() }),
    answers,
    refusals: [...atDesk.refusals, 'ban-over', 'second-reviewer-confirms'],
    run: async ({ actor, path: { id }, body, now }) => {
      await decideBan(id, body.agree, actor, now);
      return done();
    },
  });
  mount(api, {
    ...writing,
    path: `${path}/{id}/appeal-decision`,
    id: 'decideBanAppeal',
    summary: 'Decide on an appeal, as a third reviewer',
    body: z.object({
      outcome: z.enum(appealOutcomes),
      days: z.int().nullish().openapi({ description: 'Of a shortened ban: so many days from today' }),
      words: text(500).openapi({ description: 'To the person' }),
    }),
    answers,
    refusals: [...atDesk.refusals, 'ban-over', 'third-reviewer-decides'],
    run: async ({ actor, path: { id }, body, now }) => {
      await decideAppeal(id, { ...body, days: body.days ?? null }, actor, now);
      return done();
    },
  });
}

function mountLifting(api: OpenAPIHono): void {
  mount(api, {
    ...writing,
    path: `${path}/{id}/lift`,
    id: 'proposeBanLift',
    summary: 'Propose to lift a ban before its time; a second reviewer confirms',
    body: z.object({ words: text(500) }),
    answers,
    refusals: [...atDesk.refusals, 'ban-over', 'lift-proposed'],
    run: async ({ actor, path: { id }, body, now }) => {
      await proposeLift(id, body.words, actor, now);
      return done();
    },
  });
  mount(api, {
    ...writing,
    path: `${path}/{id}/lift-decision`,
    id: 'decideBanLift',
    summary: 'Lift a ban that another reviewer proposed to lift, or say no',
    body: z.object({ agree: z.boolean() }),
    answers,
    refusals: [...atDesk.refusals, 'ban-over', 'second-reviewer-confirms'],
    run: async ({ actor, path: { id }, body, now }) => {
      await decideLift(id, body.agree, actor, now);
      return done();
    },
  });
}
