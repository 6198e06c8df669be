import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { type RefusalCode, refusals } from '../../domain/refusals.ts';
import { readable } from './answer.ts';
import { mount } from './mount.ts';
import { problemsPath } from './problem.ts';
import { problemMeaning } from './shapes/problem.ts';

const codes = z.object({ code: z.enum(Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]) });
const daySeconds = 86_400;

/** What a problem's code means; its `type` leads here. */
export function mountProblems(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: `${problemsPath}/{code}`,
    id: 'readProblem',
    room: 'about',
    summary: 'What the code of a problem means',
    caller: 'anybody',
    pace: 'reading',
    under: codes,
    answers: { 200: { description: 'Its status and its sentences', shape: problemMeaning } },
    run: async ({ c, path: { code } }) => readable(c, { code, ...refusals[code] }, { seconds: daySeconds }),
  });
}
