import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '../../domain/refusal.ts';
import { askExport } from '../life/export/ask-export.ts';
import { ownExport, ownExportFile } from '../views/mine/export/own-export.ts';
import { done, guard, readable } from './answer.ts';
import { mount } from './mount.ts';
import { moment } from './shapes/facts.ts';

const path = '/api/v1/mine/export';
const own = { room: 'citizen', caller: 'known', refusals: ['not-allowed', 'not-found'] } as const;

/** Everything that the system holds about whoever calls, as a file; fetched with the token of a phone that was confirmed just now. */
export function mountOwnExport(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'post',
    path,
    id: 'askExport',
    summary: 'Have everything about you put together; once a day',
    pace: 'writing',
    answers: { 204: { description: 'It is being put together' } },
    refusals: ['not-allowed', 'export-asked'],
    run: async ({ actor, now }) => {
      await askExport(actor, now);
      return done();
    },
  });
  mount(api, {
    ...own,
    method: 'get',
    path,
    id: 'readExport',
    summary: 'How far it is, and until when it can be fetched',
    pace: 'reading',
    answers: {
      200: {
        description: 'The last one',
        shape: z.object({ id: z.int(), askedAt: moment, madeAt: moment.nullable(), untilAt: moment }),
      },
    },
    run: async ({ c, actor, now }) => {
      if (actor.kind !== 'citizen') throw new Refusal('not-allowed');
      const found = await ownExport(actor.citizenId, now);
      if (!found) throw new Refusal('not-found');
      return readable(c, found, 'private', 'Authorization, Cookie');
    },
  });
  mount(api, {
    ...own,
    method: 'get',
    path: `${path}/file`,
    id: 'fetchExport',
    summary: 'The file: data.json, index.html and your pictures in a ZIP',
    pace: 'reading',
    answers: { 200: { description: 'application/zip' } },
    run: async ({ c, actor, now }) => {
      if (actor.kind !== 'citizen') throw new Refusal('not-allowed');
      // A token of a confirmed phone lives for half an hour; a session for a month.
      if (c.req.header('authorization') === undefined) throw new Refusal('sign-in-needed');
      const file = await ownExportFile(actor.citizenId, now);
      if (!file) throw new Refusal('not-found');
      return new Response(new Uint8Array(file), {
        headers: { ...guard, 'cache-control': 'private, no-store', 'content-type': 'application/zip' },
      });
    },
  });
}
