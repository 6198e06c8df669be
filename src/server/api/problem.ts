import type { Context } from 'hono';
import { faultTitle, isRefusal, Refusal } from '../../domain/refusal.ts';
import { log } from '../log.ts';
import { guard } from './answer.ts';
import { languageOf } from './language.ts';

/** Under this address lies what a code means; a problem's `type` names it. */
export const problemsPath = '/api/problems';

/** Answers a refusal or a fault as a problem document (RFC 9457), in the language of the reader. */
export function problem(error: unknown, c: Context): Response {
  const refusal = isRefusal(error) ? error : unexpected(error, c);
  const lang = languageOf(c.req.header('accept-language'));
  const body = {
    ...refusal.with,
    type: `${problemsPath}/${refusal.code}`,
    title: refusal.title(lang),
    status: refusal.status,
    code: refusal.code,
    errors: refusal.faults.map((fault) => ({
      ...fault.with,
      field: fault.field,
      code: fault.code,
      title: faultTitle(fault, lang),
    })),
  };
  return new Response(JSON.stringify(body), { status: refusal.status, headers: headersOf(refusal, lang) });
}

/** A fault of ours: noted by its kind and place in the code, answered without its reason. */
function unexpected(error: unknown, c: Context): Refusal {
  log().error({ request: c.req.header('x-request-id'), err: error }, 'fault in the api');
  return new Refusal(isAway(error) ? 'busy' : 'unexpected');
}

/** Is the database away or full for a moment? Then the same request may be sent again. */
function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  // Connections that break off or are not to be had; SQLSTATE classes 08 and 57P, and 53300 for too many of them.
  if (typeof code === 'string' && /^(ECONN\w+|EPIPE|ETIMEDOUT|08...|57P..|53300)$/.test(code)) return true;
  return typeof message === 'string' && /^(timeout exceeded when|Connection terminated)/.test(message);
}

function headersOf({ code, with: values }: Refusal, lang: string): Record<string, string> {
  const headers: Record<string, string> = {
    ...guard,
    'content-type': 'application/problem+json',
    'content-language': lang === 'zh' ? 'zh-CN' : 'en',
    'cache-control': 'no-store',
    vary: 'Accept-Language, Authorization, Cookie',
  };
  if (code === 'sign-in-needed') headers['www-authenticate'] = 'Bearer realm="huiyin"';
  if (code === 'unsupported-type') headers['accept'] = 'application/json';
  if (code === 'busy') headers['retry-after'] = '5';
  // A phone that asked for too many codes waits for up to an hour.
  if (code === 'too-many') headers['retry-after'] = String(values['retryAfterSeconds'] ?? 3600);
  if (code === 'method-not-allowed') headers['allow'] = String(values['allow'] ?? '');
  return headers;
}
