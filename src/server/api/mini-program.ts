import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { enterByMiniProgram } from '../access/citizens/own-wechat.ts';
import { beginSession, endSessionsIn } from '../access/session.ts';
import { answer } from './answer.ts';
import { mount } from './mount.ts';
import { moment } from './shapes/facts.ts';

/** As which the session stands in the list of its owner. */
const app = '微信小程序 WeChat mini program';

/** The way in from the mini program: a code of `wx.login` for a bearer token. */
export function mountMiniProgram(api: OpenAPIHono): void {
  mount(api, {
    method: 'post',
    path: '/api/v1/mini-program-sessions',
    id: 'enterByMiniProgram',
    room: 'citizen',
    summary: 'Enter from the mini program, with a code of wx.login',
    description:
      'The first time it answers wechat-unbound: confirm the phone for the purpose sign-in, and send a new code of wx.login ' +
      'with the token of that confirmation. The token that comes back is good for 30 days, ends after 7 without use, and when the mini program enters again.',
    caller: 'anybody',
    pace: 'verification',
    body: z.object({
      code: z.string().min(1, 'required').max(128, 'too-long'),
      verification: z
        .string()
        .max(128, 'too-long')
        .optional()
        .openapi({ description: 'The token of a phone confirmed for the purpose sign-in' }),
    }),
    answers: {
      201: { description: 'Entered', shape: z.object({ token: z.string(), expiresAt: moment }) },
    },
    refusals: [
      ...(['no-wechat', 'wechat-unbound', 'wechat-stale', 'wechat-refused'] as const),
      ...(['wechat-mismatch', 'wechat-down', 'verification-needed'] as const),
    ],
    run: async ({ body: { code, verification }, now }) => {
      const { citizenId } = await enterByMiniProgram({ code, verification }, now);
      await endSessionsIn(citizenId, app, now);
      const { secret, expiresAt } = await beginSession({ citizenId }, now, app, ['wechat']);
      return answer({ token: secret, expiresAt }, 201);
    },
  });
}
