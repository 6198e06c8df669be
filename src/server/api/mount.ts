import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ZodType } from 'zod';
import { visitor } from '../../domain/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { keepOwnPace, keepPace } from '../access/rate-limit.ts';
import { now } from '../clock.ts';
import { atReplica } from '../views/at-replica.ts';
import { callerOf } from './caller.ts';
import { describe } from './describe.ts';
import { fit, fitPath } from './fit.ts';
import type { Operation } from './operation.ts';
import { readJson } from './read-json.ts';

/** Opens an operation to callers and writes it into the description. */
export function mount<P, Q, B>(api: OpenAPIHono, operation: Operation<P, Q, B>): void {
  api.openAPIRegistry.registerPath(describe(operation));
  // One handler a route: the library's own validators would read bodies whole, leniently and before any limit.
  api.on(operation.method.toUpperCase(), operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) =>
    perform(operation, c),
  );
}

async function perform<P, Q, B>(operation: Operation<P, Q, B>, c: Context): Promise<Response> {
  const at = now();
  const kind = c.req.query('q') && operation.pace === 'reading' ? 'search' : operation.pace;
  keepPace(kind, addressOf(c), at);
  const path = (operation.under && fitPath<P>(operation.under, c.req.param())) as P;
  const query = (operation.query && fit<Q>(operation.query, c.req.query())) as Q;
  const actor = operation.caller === 'anybody' ? visitor : await callerOf(c, at);
  if (operation.caller === 'known' && actor.kind === 'visitor') throw new Refusal('sign-in-needed');
  keepOwnPace(kind, actor, at);
  await operation.before?.(c, at);
  const body = operation.body ? await bodyOf(operation.body, operation.first, c) : (undefined as B);
  const run = async () => operation.run({ c, actor, path, query, body, now: at });
  // What a visitor reads may come from the replica; whoever is known reads what they wrote from the database itself.
  const reads = operation.method === 'get' && operation.room === 'board' && actor.kind === 'visitor';
  return reads ? atReplica(run) : run();
}

async function bodyOf<B>(shape: ZodType<B>, first: Operation['first'], c: Context): Promise<B> {
  const raw = await readJson(c.req.raw);
  first?.(raw);
  return fit(shape, raw);
}

/** The visitor's address as the front door made it out. */
export function addressOf(c: Context): string {
  return c.req.header('x-huiyin-address') ?? '';
}
