import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { appealOutcomes, banReasons } from '../../../domain/bans/ban.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { ownAccount } from '../../life/account/own-account.ts';
import { appealBan } from '../../life/banning/appeal-ban.ts';
import { standingBan } from '../../views/mine/ban.ts';
import { done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { moment } from '../shapes/facts.ts';
import { text } from '../shapes/given.ts';

const ownBan = z
  .object({
    code: z.enum(banReasons),
    days: z.int(),
    why: z.string(),
    message: z.string().openapi({ description: 'On account of which message' }),
    from: moment,
    until: moment,
    liftedAt: moment.nullable(),
    appeal: z
      .object({
        ...{ state: z.enum(['waiting', ...appealOutcomes]), words: z.string() },
        ...{ answer: z.string(), at: moment },
      })
      .nullable(),
  })
  .openapi('OwnBan');

const own = { room: 'citizen', caller: 'known' } as const;

/** The ban of one’s own account, and the appeal against it. */
export function mountOwnBan(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'get',
    path: '/api/v1/mine/ban',
    id: 'readOwnBan',
    summary: 'Why one’s account is kept from sending, and until when',
    pace: 'reading',
    answers: { 200: { description: 'The ban that stands', shape: ownBan } },
    refusals: ['not-allowed', 'not-found'],
    run: async ({ c, actor, now }) => {
      const standing = await standingBan(ownAccount(actor), now);
      if (!standing) throw new Refusal('not-found');
      return readable(c, standing, 'private', 'Authorization, Cookie');
    },
  });
  mount(api, {
    ...own,
    method: 'post',
    path: '/api/v1/mine/ban/appeal',
    id: 'appealAgainstBan',
    summary: 'Appeal, once; a third reviewer decides',
    pace: 'writing',
    body: z.object({ words: text(1000) }),
    answers: { 204: { description: 'It waits for a third reviewer' } },
    refusals: ['not-allowed', 'not-found', 'ban-over', 'appealed-already'],
    run: async ({ actor, body, now }) => {
      await appealBan(body.words, actor, now);
      return done();
    },
  });
}
