import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { takeSigned } from '../../access/signed-by-gateway.ts';
import { stopByReply } from '../../life/account/stop-by-reply.ts';
import { done } from '../answer.ts';
import { mount } from '../mount.ts';

/** Text messages that people answer with, brought by the gateway: “T” or the stop code ends a change of phone that waits. */
export function mountSmsReplies(api: OpenAPIHono): void {
  mount(api, {
    method: 'post',
    path: '/api/v1/sms-replies',
    id: 'takeSmsReply',
    room: 'citizen',
    summary: 'For the SMS gateway: a text message that somebody answered with',
    description:
      'Signed as the messages that are sent: X-SMS-Signature is the HMAC-SHA256, in hex, of X-SMS-Timestamp, X-SMS-Nonce and the body, ' +
      'each on a line of its own, under the key shared with the gateway. It is taken once, within five minutes. The answer does not tell what came of it.',
    caller: 'anybody',
    pace: 'writing',
    headers: z.object({
      'x-sms-timestamp': z.string(),
      'x-sms-nonce': z.string(),
      'x-sms-signature': z.string(),
    }),
    before: async (c, now) => takeSigned(await signedIn(c), now),
    body: z.object({ from: z.string().max(64, 'wrong-phone'), text: z.string().max(2000, 'too-long') }),
    answers: { 204: { description: 'Taken' } },
    refusals: ['wrong-signature', 'not-found'],
    run: async ({ body, now }) => {
      await stopByReply(body, now);
      return done();
    },
  });
}

async function signedIn({ req }: Context) {
  const header = (name: string) => req.header(name) ?? '';
  return {
    timestamp: header('x-sms-timestamp'),
    nonce: header('x-sms-nonce'),
    signature: header('x-sms-signature'),
    // A copy: the body itself is read, and judged, afterwards.
    body: Number(header('content-length')) > 16_384 ? '' : await req.raw.clone().text(),
  };
}
