import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { holdsVersion } from '../../domain/entity-tag.ts';

/** The headers of every answer: nothing is guessed, framed or run. */
export const guard = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
} as const;

const personal = { ...guard, 'cache-control': 'private, no-store' };
const personalJson = { ...personal, 'content-type': 'application/json' };

/** An answer for one caller, which nobody keeps. */
export function answer(body: unknown, status = 200, headers?: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: headers ? { ...personalJson, ...headers } : personalJson,
  });
}

/** The answer that there is nothing to say. */
export function done(): Response {
  return new Response(null, { status: 204, headers: personal });
}

/** How long and by whom an answer may be kept. */
export type Keeping = { seconds: number } | 'private';

/** What is read, with its tag; 304 for those who have it already. Whether it is private may depend on who asks. */
export function readable(c: Context, body: unknown, keeping: Keeping, vary?: string): Response {
  return readableText(c, JSON.stringify(body), keeping, vary);
}

// A cache in front serves many: what may be taken down any moment it asks about every second, and serves old for two at most.
const soonChanged = 10;
const publicFor = (seconds: number): string =>
  `public, max-age=${seconds}${seconds > soonChanged ? '' : ', s-maxage=1, stale-while-revalidate=2'}`;

/** The same with a document that is written out already. */
export function readableText(c: Context, text: string, keeping: Keeping, vary?: string): Response {
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = {
    ...guard,
    'content-type': 'application/json',
    'cache-control': keeping === 'private' ? 'private, no-store' : publicFor(keeping.seconds),
    ...(vary && { vary }),
    etag,
  };
  if (!holdsVersion(c.req.header('if-none-match'), etag)) return new Response(text, { headers });
  const { 'content-type': _, ...without } = headers;
  return new Response(null, { status: 304, headers: without });
}
