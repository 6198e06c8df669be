import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '../../../domain/refusal.ts';
import { enterpriseReasons } from '../../../domain/enterprise.ts';
import { certifyEnterprise } from '../../life/account/certify-enterprise.ts';
import {
  askForEnterprise,
  leaveOwnEnterprise,
  showOwnEnterprise,
} from '../../life/account/own-enterprise.ts';
import { enterpriseList } from '../../views/desk/enterprises.ts';
import { ownEnterprise } from '../../views/mine/enterprise.ts';
import { done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { moment } from '../shapes/facts.ts';
import { ownAccount } from '../../life/account/own-account.ts';

const enterprise = z
  .object({
    name: z.string(),
    creditCode: z.string(),
    shown: z.boolean().openapi({ description: 'Whether its messages carry its name' }),
    state: z.enum(['asked', 'certified', 'refused', 'ended']),
    askedAt: moment,
    decidedAt: moment.nullable(),
    reason: z.enum(enterpriseReasons).nullable(),
  })
  .openapi('Enterprise');
const listed = z.array(enterprise.extend({ id: z.int() }));

const path = '/api/v1/mine/enterprise';
const own = { room: 'citizen', caller: 'known', path, pace: 'writing' } as const;
const atDesk = { room: 'desk', caller: 'known', refusals: ['not-allowed', 'wrong-state'] } as const;

/** The enterprise for which a citizen writes, certified by an operator. */
export function mountEnterprises(api: OpenAPIHono): void {
  mountOwn(api);
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/enterprises',
    id: 'listEnterprises',
    summary: 'Enterprises that wait for an operator, and those certified',
    pace: 'reading',
    answers: { 200: { description: 'Both', shape: z.object({ asked: listed, certified: listed }) } },
    run: async ({ c, actor }) => readable(c, await enterpriseList(actor), 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'put',
    path: '/api/v1/desk/enterprises/{id}/certification',
    id: 'certifyEnterprise',
    summary: 'Certify an enterprise, refuse it, or end what was certified',
    pace: 'writing',
    under: z.object({ id: rowId }),
    body: z.object({
      verdict: z.enum(['certified', 'refused', 'ended']),
      reason: z.enum(enterpriseReasons).nullish().openapi({ description: 'Needed but to certify' }),
    }),
    answers: { 204: { description: 'Done' } },
    run: async ({ actor, path: { id }, body, now }) => {
      await certifyEnterprise(id, { to: body.verdict, reason: body.reason ?? null }, actor, now);
      return done();
    },
  });
}

function mountOwn(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'get',
    id: 'readOwnEnterprise',
    summary: 'The enterprise that one asked for last',
    answers: { 200: { description: 'It', shape: enterprise } },
    refusals: ['not-allowed', 'not-found'],
    run: async ({ c, actor }) => {
      const found = await ownEnterprise(ownAccount(actor));
      if (!found) throw new Refusal('not-found');
      return readable(c, found, 'private', 'Authorization, Cookie');
    },
  });
  mount(api, {
    ...own,
    method: 'post',
    id: 'askForEnterprise',
    summary: 'Ask to write for an enterprise',
    body: z.object({ name: z.string(), creditCode: z.string(), shown: z.boolean() }),
    answers: { 204: { description: 'It waits for an operator' } },
    refusals: ['not-allowed', 'enterprise-stands'],
    run: async ({ actor, body, now }) => {
      await askForEnterprise(body, actor, now);
      return done();
    },
  });
  mount(api, {
    ...own,
    method: 'put',
    id: 'showEnterprise',
    summary: 'Whether messages carry its name from now on',
    body: z.object({ shown: z.boolean() }),
    answers: { 204: { description: 'Kept' } },
    refusals: ['not-allowed', 'wrong-state'],
    run: async ({ actor, body }) => {
      await showOwnEnterprise(body.shown, actor);
      return done();
    },
  });
  mount(api, {
    ...own,
    method: 'delete',
    id: 'leaveEnterprise',
    summary: 'No longer write for it, or take the request back',
    answers: { 204: { description: 'Ended' } },
    refusals: ['not-allowed', 'wrong-state'],
    run: async ({ actor, now }) => {
      await leaveOwnEnterprise(actor, now);
      return done();
    },
  });
}
