import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answerPlainly } from './answer-plainly.ts';

/** The largest body any door takes: a 5 MB picture and the form around it. */
export const bodyLimitBytes = 6 * 1024 * 1024;
/** What a confidential report takes where no script seals its attachments one by one: five files of 5 MB and the form around them. */
export const largestBodyBytes = 27 * 1024 * 1024;
const largeForms = ['/clues', '/clues/return'];

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Answers what no room could make sense of, before it gets there; true when it has answered. */
export function refuseMalformed(request: IncomingMessage, response: ServerResponse): boolean {
  const length = Number(request.headers['content-length'] ?? 0);
  if (!methods.has(request.method ?? '')) answerPlainly(request, response, 'method-not-allowed');
  else if (!isWellFormed(request.url ?? '') || !isHost(request.headers.host ?? '')) {
    answerPlainly(request, response, 'malformed-address');
  } else if (length > limitOf(request)) void refuseLarge(request, response);
  // Of unknown length it would be bounded by the largest body of any form.
  else if (isOfUnknownLength(request)) answerPlainly(request, response, 'body-too-large');
  else return false;
  return true;
}

function limitOf({ url = '' }: IncomingMessage): number {
  return largeForms.includes(url.split('?', 1)[0] ?? '') ? largestBodyBytes : bodyLimitBytes;
}

// The API counts what comes in by itself.
function isOfUnknownLength({ url = '', headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined && !url.startsWith('/api/');
}

/** A path whose escapes are whole UTF-8, and no zero byte anywhere, which the database could not even look for. */
function isWellFormed(target: string): boolean {
  if (!target.startsWith('/') || /%00|\\/i.test(target)) return false;
  try {
    decodeURIComponent(target.split('?', 1)[0] ?? '');
    return URL.canParse(`http://host${target}`);
  } catch {
    return false;
  }
}

function isHost(host: string): boolean {
  return /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host);
}

/** Lets a body that is too large run into the void for a while: a browser reads the answer only after sending. */
async function refuseLarge(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const drained = new Promise((resolve) => request.once('end', resolve).once('close', resolve));
  request.resume();
  await Promise.race([drained, pause(10_000, undefined, { ref: false })]);
  response.setHeader('connection', 'close');
  // A picture that is far too large: the form itself says so beside its field, and keeps the text.
  if (request.url?.startsWith('/write/pictures'))
    response.writeHead(303, { location: '/write/pictures?too-large' }).end();
  else answerPlainly(request, response, 'body-too-large');
}
