import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { refuseMachine } from '../access/humanity/proof.ts';
import {
  confirmVerification,
  purposes,
  refuseWrongPhone,
  startVerification,
} from '../access/verification.ts';
import { answer } from './answer.ts';
import { sentCode, shownCode } from './account/codes.ts';
import { addressOf, mount } from './mount.ts';
import { given, proof } from './proofs.ts';

const path = '/api/v1/verifications';

/** The confirmation of a phone: a code is sent, and given back for a token that proves the phone for 30 minutes. */
export function mountVerifications(api: OpenAPIHono): void {
  mount(api, {
    method: 'post',
    path,
    id: 'startVerification',
    room: 'citizen',
    summary: 'Send a code to a phone',
    caller: 'anybody',
    pace: 'verification',
    body: z.object({
      phone: z.string().openapi({ example: '13800138000' }),
      proof: proof.optional(),
      purpose: z
        .enum(purposes)
        .openapi({ description: 'write: a message; sign-in; own: one’s own messages' }),
    }),
    answers: { 202: { description: 'The code is on its way', shape: sentCode } },
    run: async ({ c, body, now }) => {
      refuseWrongPhone(body.phone);
      await refuseMachine('code', addressOf(c), given(body.proof), now);
      const sent = await startVerification(body.phone, body.purpose, now);
      return answer(shownCode(sent), 202, { location: `${path}/${sent.id}` });
    },
  });
  mount(api, {
    method: 'put',
    path: `${path}/{id}`,
    id: 'confirmVerification',
    room: 'citizen',
    summary: 'Give the code back',
    description: 'Five wrong tries, ten minutes or one success use a code up.',
    caller: 'anybody',
    pace: 'verification',
    under: z.object({ id: z.string().regex(/^[\w-]{16,64}$/) }),
    body: z.object({ code: z.string().max(64, 'wrong-code') }),
    answers: {
      200: { description: 'The phone is confirmed for 30 minutes', shape: z.object({ token: z.string() }) },
    },
    run: async ({ path: { id }, body, now }) => {
      const { token } = await confirmVerification(id, body.code, now);
      return answer({ token });
    },
  });
}
