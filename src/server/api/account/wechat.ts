import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { ownWechats, unbindWechat } from '../../access/citizens/own-wechat.ts';
import { ownAccount } from '../../life/account/own-account.ts';
import { done, readable } from '../answer.ts';
import { refuseUnlessFreshCitizen } from '../caller.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { moment } from '../shapes/facts.ts';

const path = '/api/v1/mine/account/wechat';
const own = { room: 'citizen', caller: 'known' } as const;

/** The accounts at WeChat that open a citizen's own account; who they are there is told to nobody. */
export function mountOwnWechat(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'get',
    path,
    id: 'listOwnWechat',
    summary: 'The accounts at WeChat that open one’s own account',
    pace: 'reading',
    answers: {
      200: {
        description: 'Each with when it was bound and last used',
        shape: z.object({
          items: z.array(z.object({ id: z.int(), madeAt: moment, usedAt: moment.nullable() })),
        }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, actor }) => {
      const bound = await ownWechats(ownAccount(actor));
      const items = bound.map(({ id, madeAt, usedAt }) => ({ id, madeAt, usedAt }));
      return readable(c, { items }, 'private', 'Authorization, Cookie');
    },
  });
  mount(api, {
    ...own,
    method: 'delete',
    path: `${path}/{id}`,
    id: 'unbindOwnWechat',
    summary: 'Unbind one: from now on it opens nothing',
    pace: 'writing',
    under: z.object({ id: rowId }),
    answers: { 204: { description: 'It is unbound' } },
    refusals: ['not-allowed', 'not-found', 'confirm-first'],
    run: async ({ c, actor, path: { id }, now }) => {
      const citizenId = ownAccount(actor);
      await refuseUnlessFreshCitizen(c, now);
      await unbindWechat(citizenId, id);
      return done();
    },
  });
}
