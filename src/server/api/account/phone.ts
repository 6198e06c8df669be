import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { codesToBothPhones } from '../../access/own-account.ts';
import { changePhone } from '../../life/account/change-phone.ts';
import { findEarlier } from '../../life/account/find-earlier.ts';
import { stopPhoneChange, stopPhoneChangeByCode } from '../../life/account/stop-phone-change.ts';
import { answer, done } from '../answer.ts';
import { mount } from '../mount.ts';
import { moment } from '../shapes/facts.ts';
import { sentCode, shownCode, typedCode } from './codes.ts';
import { ownAccount } from '../../life/account/own-account.ts';

const path = '/api/v1/mine/account';
const own = { room: 'citizen', caller: 'known', refusals: ['not-allowed'] } as const;
const both = { old: typedCode, new: typedCode };

/** Another phone: with codes to both, or without the old one by a message, a name and a week. */
export function mountOwnPhone(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'post',
    path: `${path}/phone-codes`,
    id: 'sendPhoneCodes',
    summary: 'Send a code to the phone that is left and to the one that is taken',
    pace: 'verification',
    body: z.object({ phone: z.string().max(64, 'wrong-phone') }),
    answers: {
      202: { description: 'On their way', shape: z.object({ old: sentCode.nullable(), new: sentCode }) },
    },
    run: async ({ actor, body, now }) => {
      const sent = await codesToBothPhones(ownAccount(actor), body.phone, now);
      return answer({ old: sent.old && shownCode(sent.old), new: shownCode(sent.new) }, 202);
    },
  });
  mount(api, {
    ...own,
    method: 'put',
    path: `${path}/phone`,
    id: 'changePhone',
    summary: 'Take another phone, with the code from each',
    pace: 'verification',
    body: z.object(both),
    answers: { 204: { description: 'The account is at the new phone; the old one opens it no more' } },
    run: async ({ actor, body, now }) => {
      await changePhone(body, actor, now);
      return done();
    },
  });
  mountEarlier(api);
  mountStops(api);
}

function mountEarlier(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'post',
    path: `${path}/earlier-messages`,
    id: 'findEarlier',
    summary: 'Bring earlier messages to this account',
    description:
      'Of the same phone: the number of one message is enough. Of another phone: the real name given with it too; ' +
      'it then waits seven days, in which the old phone can say no.',
    pace: 'verification',
    body: z.object({
      code: z.string().max(64, 'wrong-number'),
      name: z.string().max(100, 'too-long').optional(),
    }),
    answers: {
      200: {
        description: 'What it came to',
        shape: z.object({
          outcome: z.enum(['own', 'joined', 'waiting']),
          effectiveAt: moment.optional(),
        }),
      },
    },
    refusals: ['not-allowed', 'earlier-unknown', 'change-waits'],
    run: async ({ actor, body, now }) => {
      const found = await findEarlier({ code: body.code, name: body.name ?? '' }, actor, now);
      return answer(
        found.outcome === 'waiting'
          ? { outcome: found.outcome, effectiveAt: found.effectiveAt }
          : { outcome: found.outcome },
      );
    },
  });
}

function mountStops(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'delete',
    path: `${path}/phone-changes/{id}`,
    id: 'stopPhoneChange',
    summary: 'Stop a change of phone that waits, asked for from here or against this account',
    pace: 'writing',
    under: z.object({ id: z.string().regex(/^[\w-]{16,64}$/) }),
    answers: { 204: { description: 'It will not take effect' } },
    refusals: ['not-allowed', 'no-change-waits'],
    run: async ({ actor, path: { id }, now }) => {
      await stopPhoneChange(id, actor, now);
      return done();
    },
  });
  mount(api, {
    method: 'post',
    room: 'citizen',
    caller: 'anybody',
    path: '/api/v1/phone-change-stops',
    id: 'stopPhoneChangeByCode',
    summary: 'The same by the code that went to the old phone',
    pace: 'verification',
    body: z.object({ code: z.string().max(64, 'wrong-stop-code') }),
    answers: { 204: { description: 'It will not take effect' } },
    run: async ({ body, now }) => {
      await stopPhoneChangeByCode(body.code, now);
      return done();
    },
  });
}
