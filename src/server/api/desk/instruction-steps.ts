import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { acceptReport, sendReportBack } from '../../life/instructing/decide-report.ts';
import { noteInstruction } from '../../life/instructing/note-instruction.ts';
import { publishInstruction } from '../../life/instructing/publish-instruction.ts';
import { reportInstruction } from '../../life/instructing/report-instruction.ts';
import { takeInstructionBack } from '../../life/instructing/take-back.ts';
import type { Taken } from '../../life/take.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import type { Call } from '../operation.ts';
import { rowId, underMessage } from '../shapes/address.ts';
import { day, text } from '../shapes/given.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

const under = underMessage.extend({ id: rowId });

/** What becomes of an instruction: noted, reported on, accepted or sent back, taken back, made public. */
export function mountInstructionSteps(api: OpenAPIHono): void {
  mountOnInstruction(api);
  mountOnAddressee(api);
}

type On<B> = Call<{ code: string; id: number }, unknown, B>;

function step<B>(
  api: OpenAPIHono,
  of: {
    path: string;
    id: string;
    summary: string;
    body: z.ZodObject & z.ZodType<B>;
    also?: 'reporter-accepts';
  },
  take: (call: On<B>) => Promise<Taken>,
): void {
  mount<{ code: string; id: number }, unknown, B>(api, {
    ...atDesk,
    method: 'post',
    path: `/api/v1/desk/messages/{code}/${of.path}`,
    id: of.id,
    summary: of.summary,
    under,
    body: of.body,
    answers: { 200: { description: 'Done', shape: taken } },
    refusals: of.also ? [...stepRefusals, of.also] : stepRefusals,
    run: async (call) => answer(await told(await take(call))),
  });
}

function mountOnInstruction(api: OpenAPIHono): void {
  const words = z.object({ words: text(500) });
  step(
    api,
    {
      path: 'instructions/{id}/end',
      id: 'takeInstructionBack',
      summary: 'The leader takes it back',
      body: words,
    },
    ({ path: { code, id }, body, actor, now }) =>
      takeInstructionBack(code, { id, words: body.words }, actor, now),
  );
  step(
    api,
    {
      path: 'instructions/{id}/publication',
      id: 'publishInstruction',
      summary: 'The leader makes its words public, as given here',
      body: words,
    },
    ({ path: { code, id }, body, actor, now }) =>
      publishInstruction(code, { id, words: body.words }, actor, now),
  );
}

function mountOnAddressee(api: OpenAPIHono): void {
  const nothing = z.object({});
  step(
    api,
    { path: 'addressees/{id}/receipt', id: 'noteInstruction', summary: 'Read: a receipt', body: nothing },
    ({ path: { code, id }, actor, now }) => noteInstruction(code, id, actor, now),
  );
  step(
    api,
    {
      path: 'addressees/{id}/report',
      id: 'reportInstruction',
      summary: 'Report what was done',
      body: z.object({ words: text(1000) }),
    },
    ({ path: { code, id }, body, actor, now }) => reportInstruction(code, { id, ...body }, actor, now),
  );
  step(
    api,
    {
      path: 'addressees/{id}/acceptance',
      id: 'acceptReport',
      summary: 'Accept a report',
      body: nothing,
      also: 'reporter-accepts',
    },
    ({ path: { code, id }, actor, now }) => acceptReport(code, id, actor, now),
  );
  step(
    api,
    {
      path: 'addressees/{id}/return',
      id: 'sendReportBack',
      summary: 'Send a report back with words and a new day',
      body: z.object({ words: text(500), reportOn: day }),
      also: 'reporter-accepts',
    },
    ({ path: { code, id }, body, actor, now }) => sendReportBack(code, { id, ...body }, actor, now),
  );
}
