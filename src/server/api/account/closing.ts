import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { codeToOwnPhone } from '../../access/own-account.ts';
import { askToClose, openWishes } from '../../life/account/ask-to-close.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { moment } from '../shapes/facts.ts';
import { sentCode, shownCode, typedCode } from './codes.ts';
import { ownAccount } from '../../life/account/own-account.ts';

const path = '/api/v1/mine/account';
const own = { method: 'post', room: 'citizen', caller: 'known', pace: 'verification' } as const;

/** A citizen closes their account. */
export function mountClosing(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    path: `${path}/closing-codes`,
    id: 'sendClosingCode',
    summary: 'Send the code with which one closes one’s account',
    answers: { 202: { description: 'On its way', shape: sentCode } },
    refusals: ['not-allowed'],
    run: async ({ actor, now }) =>
      answer(shownCode(await codeToOwnPhone(ownAccount(actor), 'close', now)), 202),
  });
  mount(api, {
    ...own,
    path: `${path}/closing`,
    id: 'closeAccount',
    summary: 'Close one’s account: every session ends now, the person is forgotten in 72 hours',
    description: 'Confirming the phone again within the 72 hours undoes it.',
    body: typedCode.extend({
      open: z.enum(openWishes).openapi({ description: 'What becomes of messages that are still open' }),
    }),
    answers: { 200: { description: 'When', shape: z.object({ closesAt: moment }) } },
    refusals: ['not-allowed', 'wrong-state'],
    run: async ({ actor, body: { open, ...typed }, now }) =>
      answer(await askToClose({ open, typed }, actor, now)),
  });
}
