import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { declareConflict } from '../../life/handling/conflicts/declare-conflict.ts';
import { nameComplained } from '../../life/handling/conflicts/name-complained.ts';
import { text } from '../shapes/given.ts';
import { mountStep } from './step.ts';

/** Who is complained of, and who steps back. */
export function mountConflicts(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'complained-of',
    id: 'nameComplained',
    summary:
      'Name the offices, posts or persons complained of: none of them handles it, the level above does',
    body: z.object({
      offices: z.array(z.int().positive()).max(10).default([]),
      posts: z.array(z.int().positive()).max(10).default([]),
      words: text(200).default(''),
    }),
    refusals: ['all-complained-of'],
    take: ({ path: { code }, body, actor, now }) => nameComplained(code, body, actor, now),
  });
  mountStep(api, {
    name: 'conflict',
    id: 'declareConflict',
    summary: 'Step back: from now on only the public text is yours',
    body: z.object({ words: text(200) }),
    take: ({ path: { code }, body, actor, now }) => declareConflict(code, body.words, actor, now),
  });
}
