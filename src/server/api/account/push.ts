import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { ownDevices, removeDevice } from '../../access/citizens/own-push.ts';
import { ownAccount } from '../../life/account/own-account.ts';
import { done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { moment } from '../shapes/facts.ts';

const path = '/api/v1/mine/account/push-devices';
const own = { room: 'citizen', caller: 'known' } as const;

const device = z.object({
  id: z.int(),
  browser: z.string().nullable(),
  madeAt: moment,
  usedAt: moment.nullable().openapi({ description: 'When it was last told something' }),
});

/** The devices with push of a citizen's own account; a browser turns it on by the page, where each is reached is told to nobody. */
export function mountOwnPush(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'get',
    path,
    id: 'listOwnPushDevices',
    summary: 'The devices to which one’s notices are pushed',
    pace: 'reading',
    answers: {
      200: {
        description: 'Each with its browser, when push was turned on, and when it was last told something',
        shape: z.object({ items: z.array(device) }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, actor }) => {
      const devices = await ownDevices(ownAccount(actor));
      const items = devices.map(({ id, browser, madeAt, usedAt }) => ({ id, browser, madeAt, usedAt }));
      return readable(c, { items }, 'private', 'Authorization, Cookie');
    },
  });
  mount(api, {
    ...own,
    method: 'delete',
    path: `${path}/{id}`,
    id: 'removeOwnPushDevice',
    summary: 'Push nothing to one of them any more',
    pace: 'writing',
    under: z.object({ id: rowId }),
    answers: { 204: { description: 'It is told nothing any more' } },
    refusals: ['not-allowed', 'not-found'],
    run: async ({ actor, path: { id } }) => {
      await removeDevice(ownAccount(actor), id);
      return done();
    },
  });
}
