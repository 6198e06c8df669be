import { createHash } from 'node:crypto';
import { holdsVersion } from '#domain/entity-tag.ts';

/** A text made for programs, and what is known of it. */
interface Text {
  type: string;
  body: string;
  /** When it last became what it is; null where that is not known, and only its tag tells. */
  changedAt: Date | null;
  now: Date;
}

/** Answers a reading program with a text that everybody may read, or with 304 where it has it already; it asks anew each time, so that what is withdrawn is gone at once. */
export function answerText(request: Request, { type, body, changedAt, now }: Text): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'cache-control': 'public, no-cache',
    etag,
    ...(changedAt && { 'last-modified': changedAt.toUTCString() }),
  };
  if (hasIt(request.headers, { etag, changedAt, now })) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': type } });
}

function hasIt(
  headers: Headers,
  { etag, changedAt, now }: { etag: string } & Omit<Text, 'type' | 'body'>,
): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null) return holdsVersion(tags, etag);
  if (changedAt === null) return false;
  // The header knows whole seconds: within the same one more may have happened than it can say.
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  const second = Math.floor(changedAt.getTime() / 1000) * 1000;
  return second <= since && now.getTime() - changedAt.getTime() > 2000;
}
