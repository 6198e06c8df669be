import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { kinds, urgencies } from '../../../domain/message.ts';
import { mostSignatures } from '../../../domain/signatures.ts';
import { endSignatures, setSignatures } from '../../life/replies/set-signatures.ts';
import { board } from '../../views/board.ts';
import { signatureRules } from '../../views/desk/signature-rules.ts';
import { answer, done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { kind, moment, named, orNull, urgency } from '../shapes/facts.ts';

const path = '/api/v1/desk/signature-rules';
const operators = { room: 'desk', caller: 'known', refusals: ['not-allowed'] } as const;
const signatures = z.int().min(1).max(mostSignatures);
const rule = z
  .object({
    id: z.int(),
    office: orNull(named),
    kind: orNull(kind),
    urgency: orNull(urgency),
    signatures,
    by: z.string(),
    at: moment,
  })
  .openapi('SignatureRule');

/** How many sign a reply: kept by operators, for all offices or one, by kind and urgency. */
export function mountSignatureRules(api: OpenAPIHono): void {
  mount(api, {
    ...operators,
    method: 'get',
    path,
    id: 'readSignatureRules',
    summary: 'The rules in force; what names more holds before what names less',
    pace: 'reading',
    answers: { 200: { description: 'Rules', shape: z.object({ items: z.array(rule) }) } },
    run: async ({ c, actor }) => readable(c, { items: await signatureRules(board(), actor) }, 'private'),
  });
  mount(api, {
    ...operators,
    method: 'put',
    path,
    id: 'setSignatureRule',
    summary: 'Set how many sign; what held in this scope before ends',
    pace: 'writing',
    body: z.object({
      office: z.int().positive().optional().openapi({ description: 'Left out: all offices' }),
      kind: z.enum(kinds).optional(),
      urgency: z.enum(urgencies).optional(),
      signatures,
    }),
    answers: { 200: { description: 'It holds', shape: z.object({ id: z.int() }) } },
    run: async ({ body: { office, kind, urgency, signatures }, actor, now }) => {
      const scope = { officeId: office ?? null, kind: kind ?? null, urgency: urgency ?? null };
      return answer({ id: await setSignatures({ ...scope, signatures }, actor, now) });
    },
  });
  mount(api, {
    ...operators,
    method: 'delete',
    path: `${path}/{id}`,
    id: 'endSignatureRule',
    summary: 'End a rule; the next wider one holds again',
    pace: 'writing',
    under: z.object({ id: rowId }),
    answers: { 204: { description: 'Ended' } },
    run: async ({ path: { id }, actor, now }) => {
      await endSignatures(id, actor, now);
      return done();
    },
  });
}
