import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { publishBulletin } from '../../life/bulletins/publish-bulletin.ts';
import { remindUnits } from '../../life/bulletins/remind-units.ts';
import { signReceipt } from '../../life/bulletins/sign-receipt.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { versioned } from '../shapes/bulletin.ts';
import { underBulletin } from './bulletins.ts';

const atDesk = {
  room: 'desk',
  caller: 'known',
  pace: 'writing',
  method: 'post',
  under: underBulletin,
} as const;

/** Publishing a bulletin, signing for it, reminding those who have not. */
export function mountBulletinSteps(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    path: '/api/v1/desk/bulletins/{bulletin}/publication',
    id: 'publishBulletin',
    summary: 'Publishes a draft to its units; a circular by somebody who did not write it',
    body: versioned,
    answers: {
      200: {
        description: 'Published',
        shape: z.object({ bulletinId: z.int(), number: z.string(), units: z.int() }),
      },
    },
    refusals: ['not-allowed', 'bulletin-decided', 'edited-meanwhile', 'second-person', 'no-units-below'],
    run: async ({ path, body, actor, now }) =>
      answer(await publishBulletin({ id: path.bulletin, version: body.version }, actor, now)),
  });
  mount(api, {
    ...atDesk,
    path: '/api/v1/desk/bulletins/{bulletin}/receipts',
    id: 'signReceipt',
    summary: 'A unit says that it has read a bulletin',
    body: z.object({}),
    answers: {
      200: { description: 'For how many of one’s units now', shape: z.object({ signed: z.int() }) },
    },
    refusals: ['not-allowed'],
    run: async ({ path, actor, now }) => answer(await signReceipt(path.bulletin, actor, now)),
  });
  mount(api, {
    ...atDesk,
    path: '/api/v1/desk/bulletins/{bulletin}/reminders',
    id: 'remindUnits',
    summary: 'Reminds the units that have not signed; once an hour at most',
    body: z.object({}),
    answers: { 200: { description: 'How many', shape: z.object({ reminded: z.int() }) } },
    refusals: ['not-allowed', 'not-published'],
    run: async ({ path, actor, now }) => answer(await remindUnits(path.bulletin, actor, now)),
  });
}
