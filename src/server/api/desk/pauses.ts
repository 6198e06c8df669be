import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { askCitizen } from '../../life/clocks/ask-citizen.ts';
import { resume } from '../../life/clocks/resume.ts';
import { text } from '../shapes/given.ts';
import { until } from '../shapes/waiting.ts';
import { mountStep } from './step.ts';

/** The promise waits for the citizen, and goes on. */
export function mountPauses(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'pause',
    id: 'askCitizen',
    summary: 'Ask the citizen for more; the promise stands still until they answer, or until the date',
    description: 'At most 30 days (an emergency: 24 hours) and twice for one promise; before it is due.',
    body: z.object({ words: text(500), ...until }),
    refusals: ['too-late', 'too-often-paused', 'extension-asked', 'nobody-to-ask'],
    take: ({ path: { code }, body, actor, now }) => askCitizen(code, body, actor, now),
  });
  mountStep(api, {
    name: 'resumption',
    id: 'resume',
    summary: 'Let the promise run on before its date; the office itself, or one above it',
    body: z.object({}),
    take: ({ path: { code }, actor, now }) => resume(code, actor, now),
  });
}
