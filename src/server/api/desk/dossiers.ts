import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { dossierResults } from '../../../domain/supervising.ts';
import { closeDossier, escalate } from '../../life/supervision/end-dossier.ts';
import { openDossier } from '../../life/supervision/open-dossier.ts';
import { replyInDossier, reportInDossier } from '../../life/supervision/write-in-dossier.ts';
import { board } from '../../views/board.ts';
import { dossierList, dossierTabs } from '../../views/desk/supervision/dossier-list.ts';
import { readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { limit, usualLimit, wholeNumber } from '../shapes/address.ts';
import { text } from '../shapes/given.ts';
import { listedDossier } from '../shapes/supervision.ts';
import { mountStep } from './step.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .openapi({
    format: 'date',
    description: 'The last day, in Shanghai; a rest day moves on to the next working day',
  });

/** The supervision file of a message: opened and closed by its supervisor, reported on by the units. */
export function mountDossiers(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'dossier',
    id: 'openDossier',
    summary: 'Open a dossier with a demand and its own clock',
    body: z.object({ demand: text(500), dueOn: day }),
    refusals: ['dossier-open'],
    take: ({ path: { code }, body, actor, now }) => openDossier(code, body, actor, now),
  });
  mountStep(api, {
    name: 'dossier/reports',
    id: 'reportInDossier',
    summary: 'A unit that works on the message tells its supervisor how it goes',
    body: z.object({ words: text(500) }),
    refusals: ['no-dossier'],
    take: ({ path: { code }, body, actor, now }) => reportInDossier(code, body.words, actor, now),
  });
  mountStep(api, {
    name: 'dossier/replies',
    id: 'replyInDossier',
    summary: 'The supervisor answers, and may set a new due day',
    body: z.object({ words: text(500), dueOn: day }),
    refusals: ['no-dossier', 'not-the-owner'],
    take: ({ path: { code }, body, actor, now }) => replyInDossier(code, body, actor, now),
  });
  mountStep(api, {
    name: 'dossier/escalation',
    id: 'escalateDossier',
    summary: 'Hand the dossier to the office above its owner',
    body: z.object({ words: text(500) }),
    refusals: ['no-dossier', 'not-the-owner', 'nobody-above'],
    take: ({ path: { code }, body, actor, now }) => escalate(code, body.words, actor, now),
  });
  mountStep(api, {
    name: 'dossier/closure',
    id: 'closeDossier',
    summary: 'Close the dossier with its result; only its owner, never on one’s own unit',
    body: z.object({ result: z.enum(dossierResults), words: text(500) }),
    refusals: ['no-dossier', 'not-the-owner', 'own-unit'],
    take: ({ path: { code }, body, actor, now }) => closeDossier(code, body, actor, now),
  });
  mountList(api);
}

function mountList(api: OpenAPIHono): void {
  mount(api, {
    room: 'desk',
    caller: 'known',
    pace: 'reading',
    method: 'get',
    path: '/api/v1/desk/dossiers',
    id: 'listDossiers',
    summary: 'The dossiers of one’s offices, and those about one’s own unit',
    query: z.object({
      tab: z.enum(dossierTabs).optional(),
      limit,
      offset: wholeNumber(1_000_000).optional(),
    }),
    answers: {
      200: {
        description: 'A page of dossiers',
        shape: z.object({ items: z.array(listedDossier), counts: z.record(z.string(), z.int()) }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, query, actor, now }) => {
      const ask = {
        tab: query.tab ?? 'open',
        limit: query.limit ?? usualLimit,
        offset: query.offset ?? 0,
      } as const;
      return readable(c, await dossierList(board(), actor, ask, now), 'private');
    },
  });
}
