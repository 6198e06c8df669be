import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { accept } from '../../life/handling/accept.ts';
import { acknowledge } from '../../life/handling/acknowledge.ts';
import { collate } from '../../life/handling/collate.ts';
import { passOn } from '../../life/handling/pass-on.ts';
import { text } from '../shapes/given.ts';
import { mountStep } from './step.ts';

const nothing = z.object({});

/** An office takes a message on: by acceptance, or as thanks and ministries' mail are taken on. */
export function mountAcceptance(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'acceptance',
    id: 'accept',
    summary: 'The office says: ours',
    body: nothing,
    take: ({ path: { code }, actor, now }) => accept(code, actor, now),
  });
  mountStep(api, {
    name: 'thanks-passed-on',
    id: 'passThanksOn',
    summary: 'Thanks have reached those thanked; that ends the matter',
    body: nothing,
    take: ({ path: { code }, actor, now }) => passOn(code, actor, now),
  });
  mountStep(api, {
    name: 'acknowledgement',
    id: 'acknowledge',
    summary: 'A ministry’s office says that a suggestion has come',
    body: nothing,
    take: ({ path: { code }, actor, now }) => acknowledge(code, actor, now),
  });
  mountStep(api, {
    name: 'collation',
    id: 'collate',
    summary: 'A ministry’s office records how a suggestion was collated; that ends the matter',
    body: z.object({ words: text(500) }),
    take: ({ path: { code }, body, actor, now }) => collate(code, body.words, actor, now),
  });
}
