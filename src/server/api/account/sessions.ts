import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { endOtherCitizenSessions, endOwnCitizenSession, readOwnAccount } from '../../access/own-account.ts';
import { answer, done, readable } from '../answer.ts';
import { refuseUnlessFreshCitizen, sessionSecret } from '../caller.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { moment } from '../shapes/facts.ts';
import { ownAccount } from '../../life/account/own-account.ts';

const account = z
  .object({
    phone: z.string().nullable().openapi({ description: 'Masked', example: '138****8000' }),
    createdAt: moment,
    sessions: z.array(
      z.object({
        id: z.int(),
        browser: z.string().nullable(),
        madeAt: moment,
        expiresAt: moment,
        here: z.boolean().openapi({ description: 'The session that asks' }),
      }),
    ),
    changes: z.array(z.object({ id: z.string(), mine: z.boolean(), effectiveAt: moment })).openapi({
      description: 'Changes of phone that wait: asked for from here (mine), or against this account',
    }),
  })
  .openapi('OwnAccount');

const path = '/api/v1/mine/account';
const own = { room: 'citizen', caller: 'known' } as const;

/** A citizen's own account and where they are signed in. */
export function mountOwnSessions(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'get',
    path,
    id: 'readOwnAccount',
    summary: 'One’s own account: the masked phone, where one is signed in, what waits',
    pace: 'reading',
    answers: { 200: { description: 'The account', shape: account } },
    refusals: ['not-allowed'],
    run: async ({ c, actor, now }) => {
      const found = await readOwnAccount(ownAccount(actor), sessionSecret(c), now);
      const sessions = found.sessions.map(({ id, browser, madeAt, expiresAt, here }) => ({
        id,
        browser,
        madeAt,
        expiresAt,
        here,
      }));
      return readable(c, { ...found, sessions }, 'private', 'Authorization, Cookie');
    },
  });
  mount(api, {
    ...own,
    method: 'delete',
    path: `${path}/sessions/{id}`,
    id: 'endOwnSession',
    summary: 'Sign out somewhere else',
    pace: 'writing',
    under: z.object({ id: rowId }),
    answers: { 204: { description: 'That session ended' } },
    refusals: ['not-allowed', 'not-found', 'confirm-first'],
    run: async ({ c, actor, path: { id }, now }) => {
      await refuseUnlessFreshCitizen(c, now);
      await endOwnCitizenSession(ownAccount(actor), id, now);
      return done();
    },
  });
  mount(api, {
    ...own,
    method: 'delete',
    path: `${path}/sessions`,
    id: 'endOtherSessions',
    summary: 'Sign out everywhere but here',
    pace: 'writing',
    answers: { 200: { description: 'How many ended', shape: z.object({ ended: z.int() }) } },
    refusals: ['not-allowed', 'confirm-first'],
    run: async ({ c, actor, now }) => {
      const citizenId = ownAccount(actor);
      await refuseUnlessFreshCitizen(c, now);
      return answer({ ended: await endOtherCitizenSessions(citizenId, sessionSecret(c), now) });
    },
  });
}
