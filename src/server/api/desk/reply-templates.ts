import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../../domain/message.ts';
import { templateFields, templateLimits } from '../../../domain/reply-template.ts';
import { addTemplate, changeTemplate, dropTemplate } from '../../life/replies/keep-template.ts';
import { board } from '../../views/board.ts';
import { deskMessage } from '../../views/desk/desk-message.ts';
import { filledTemplate, replyTemplates } from '../../views/desk/reply-templates.ts';
import { answer, done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { limit, rowId, underMessage, usualLimit, wholeNumber } from '../shapes/address.ts';
import { moment, named } from '../shapes/facts.ts';
import { text } from '../shapes/given.ts';
import { atDesk } from './step.ts';

const path = '/api/v1/desk/reply-templates';
const atOffice = { room: 'desk', caller: 'known' } as const;
const under = z.object({ id: rowId });
const words = {
  name: text(templateLimits.name),
  text: text(limits.reply).openapi({
    description: `Fields in braces are filled in from the message: ${templateFields.join(' ')}`,
  }),
};
const template = z
  .object({
    id: z.int(),
    office: named,
    name: z.string(),
    text: z.string(),
    uses: z.int(),
    by: z.string(),
    at: moment,
  })
  .openapi('ReplyTemplate');

/** The reply templates of an office, kept by its own officers. */
export function mountReplyTemplates(api: OpenAPIHono): void {
  mount(api, {
    ...atOffice,
    method: 'get',
    path,
    id: 'readReplyTemplates',
    summary: 'The templates of one’s own offices, the most used first',
    pace: 'reading',
    query: z.object({
      q: z.string().max(60).optional(),
      limit,
      offset: wholeNumber(100_000).optional(),
    }),
    answers: {
      200: { description: 'Templates', shape: z.object({ items: z.array(template), total: z.int() }) },
    },
    refusals: ['not-allowed'],
    run: async ({ c, query: { q, limit, offset }, actor }) => {
      const ask = { limit: limit ?? usualLimit, ...(q && { q }), ...(offset && { offset }) };
      return readable(c, await replyTemplates(board(), actor, ask), 'private');
    },
  });
  mount(api, {
    ...atOffice,
    method: 'post',
    path,
    id: 'addReplyTemplate',
    summary: 'Add a template to one’s own office',
    pace: 'writing',
    body: z.object({ office: z.int().positive(), ...words }),
    answers: { 201: { description: 'It can be used', shape: z.object({ id: z.int() }) } },
    refusals: ['not-allowed'],
    run: async ({ body: { office, ...given }, actor, now }) =>
      answer({ id: await addTemplate({ ...given, officeId: office }, actor, now) }, 201),
  });
  mountOne(api);
}

function mountOne(api: OpenAPIHono): void {
  mount(api, {
    ...atOffice,
    method: 'put',
    path: `${path}/{id}`,
    id: 'changeReplyTemplate',
    summary: 'Change a template of one’s own office',
    pace: 'writing',
    under,
    body: z.object(words),
    answers: { 204: { description: 'Changed' } },
    refusals: ['not-allowed'],
    run: async ({ path: { id }, body, actor, now }) => {
      await changeTemplate(id, body, actor, now);
      return done();
    },
  });
  mount(api, {
    ...atOffice,
    method: 'delete',
    path: `${path}/{id}`,
    id: 'retireReplyTemplate',
    summary: 'Take a template out of use',
    pace: 'writing',
    under,
    answers: { 204: { description: 'Out of use' } },
    refusals: ['not-allowed'],
    run: async ({ path: { id }, actor, now }) => {
      await dropTemplate(id, actor, now);
      return done();
    },
  });
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/messages/{code}/reply-templates/{id}',
    id: 'fillReplyTemplate',
    summary: 'The text of a template, filled in for this message',
    pace: 'reading',
    under: underMessage.extend({ id: rowId }),
    query: z.object({ unit: z.string().max(60).optional() }),
    answers: {
      200: {
        description: 'The text',
        shape: z.object({ id: z.int(), name: z.string(), text: z.string() }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, path: { code, id }, query: { unit }, actor, now }) => {
      const by = { actor, message: await deskMessage(board(), code, actor), ...(unit && { unit }) };
      return readable(c, await filledTemplate(board(), id, by, now), 'private');
    },
  });
}
