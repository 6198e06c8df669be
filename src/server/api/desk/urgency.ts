import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { changeUrgency, putOnFastTrack } from '../../life/clocks/change-urgency.ts';
import { urgency } from '../shapes/facts.ts';
import { text } from '../shapes/given.ts';
import { mountStep } from './step.ts';

/** How pressing a message is once an office has it. */
export function mountUrgency(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'urgency',
    id: 'changeUrgency',
    summary: 'Raise urgency (the office, or above) or lower it (above), with the reason',
    description: 'Raised, the promise comes earlier and the author is told; lowered, it stays.',
    body: z.object({ to: urgency, words: text(500) }),
    take: ({ path: { code }, body, actor, now }) => changeUrgency(code, body, actor, now),
  });
  mountStep(api, {
    name: 'fast-track',
    id: 'putOnFastTrack',
    summary: 'Put a message on the fast track: hours instead of days, notices at once',
    body: z.object({}),
    take: ({ path: { code }, actor, now }) => putOnFastTrack(code, actor, now),
  });
}
