import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { proofPurposes } from '../../domain/humanity/asking.ts';
import { type GivenProof, isProofNeeded, newProof } from '../access/humanity/proof.ts';
import { answer } from './answer.ts';
import { languageOf } from './language.ts';
import { addressOf, mount } from './mount.ts';

/** What shows that a person asks, as it is given with what it is for. */
export const proof = z
  .object({
    token: z.string().max(200).default(''),
    answer: z.string().max(100).default(''),
    work: z.string().max(2_000).default('').openapi({ description: 'The solved challenge, in base64' }),
  })
  .openapi('Proof', { description: 'Needed after 422 `proof-needed`: answer and token, or work' });

/** What was given; nothing is no proof. */
export function given(shown: GivenProof | undefined): GivenProof {
  return shown ?? { token: '', answer: '', work: '' };
}

/** What to show where very many ask: a question in words, or work for a program. */
export function mountProofs(api: OpenAPIHono): void {
  mount(api, {
    method: 'post',
    path: '/api/v1/proofs',
    id: 'askForProof',
    room: 'citizen',
    summary: 'A question, or work, that shows that a person asks',
    description: 'Each is good for one try, within 20 minutes.',
    caller: 'anybody',
    pace: 'writing',
    body: z.object({ for: z.enum(proofPurposes) }),
    answers: {
      200: {
        description: 'The question, and the same as work',
        shape: z.object({
          needed: z.boolean().openapi({ description: 'Whether it would be asked for now' }),
          token: z.string(),
          question: z.string(),
          work: z.string().openapi({ description: 'A challenge of altcha-lib (v1), as JSON' }),
        }),
      },
    },
    run: async ({ c, body, now }) =>
      answer({
        needed: isProofNeeded(body.for, addressOf(c), now),
        ...(await newProof(body.for, languageOf(c.req.header('accept-language')), now)),
      }),
  });
}
