import type { RouteConfig } from '@hono/zod-openapi';
import { type RefusalCode, refusals } from '../../domain/refusals.ts';
import type { Operation } from './operation.ts';
import { problemShape } from './shapes/problem.ts';

/** The operation as the OpenAPI document tells it. */
export function describe<P, Q, B>(operation: Operation<P, Q, B>): RouteConfig {
  const { method, path, id, room, summary, description, under, query, headers, body } = operation;
  return {
    method,
    path,
    operationId: id,
    tags: [room],
    summary,
    ...(description && { description }),
    security: securityOf(operation.caller),
    request: {
      ...(under && { params: under }),
      ...(query && { query }),
      ...(headers && { headers }),
      ...(body && { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: { ...answersOf(operation), ...problemsOf(operation) },
  };
}

/** How a caller says who they are. */
export const bearer = 'bearer';
export const session = 'session';

function securityOf(caller: Operation['caller']): Record<string, string[]>[] {
  const known: Record<string, string[]>[] = [{ [bearer]: [] }, { [session]: [] }];
  return caller === 'anybody' ? [] : caller === 'known' ? known : [{}, ...known];
}

function answersOf<P, Q, B>({ answers }: Operation<P, Q, B>): RouteConfig['responses'] {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, shape, headers }]) => [
      status,
      {
        description,
        ...(headers && { headers }),
        ...(shape && { content: { 'application/json': { schema: shape } } }),
      },
    ]),
  );
}

/** The problems of an operation: by status, with the codes under which each may come. */
function problemsOf<P, Q, B>(operation: Operation<P, Q, B>): RouteConfig['responses'] {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of new Set([...plainRefusals(operation), ...(operation.refusals ?? [])])) {
    const { status } = refusals[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { 'application/problem+json': { schema: problemShape } } },
    ]),
  );
}

/** What an operation refuses by its shape alone. */
function plainRefusals<P, Q, B>({
  under,
  query,
  headers,
  body,
  caller,
  method,
}: Operation<P, Q, B>): RefusalCode[] {
  const codes: RefusalCode[] = ['too-many', 'unexpected', 'busy'];
  if (under) codes.push('not-found');
  if (query || headers || body) codes.push('invalid');
  if (body) codes.push('malformed', 'body-too-large', 'unsupported-type');
  if (caller !== 'anybody') codes.push('sign-in-needed');
  if (caller !== 'anybody' && method !== 'get') codes.push('cross-site');
  return codes;
}
