import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { api } from '../../src/server/api/app.ts';
import type { Got } from './api-stage.ts';

type Json = { [key: string]: Json } & Json[] & string;

/** The description of the API as a program gets it. */
export async function description(): Promise<Json> {
  return (await (await api.request('/api/openapi.json')).json()) as Json;
}

let checks: Promise<(method: string, path: string, got: Got<unknown>) => void> | undefined;

/** Fails when an answer is not as the API describes itself: an unknown status, a wrong type, a member too many. */
export async function checkAnswer(method: string, path: string, got: Got<unknown>): Promise<void> {
  checks ??= description().then(makeChecks);
  (await checks)(method, path, got);
}

function makeChecks(document: Json) {
  const closed = close(document);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addSchema(closed, 'api');
  const known = Object.keys(document['paths'] ?? {}).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const compiled = new Map<string, ValidateFunction>();
  return (method: string, target: string, { status, headers, body }: Got<unknown>): void => {
    const path = known.find(({ pattern }) => pattern.test(target.split('?', 1)[0] ?? ''))?.path;
    const operation = path && document['paths']?.[path]?.[method.toLowerCase()];
    if (!operation || !path || status === 304 || method === 'HEAD') return;
    if (!operation['responses']?.[status])
      throw new Error(`${method} ${path} answers ${status}: not described`);
    if (body === undefined) return;
    const type = headers.get('content-type') ?? '';
    const at = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'];
    const $ref = `api#/${at.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
    let check = compiled.get($ref);
    if (!check) compiled.set($ref, (check = ajv.compile({ $ref, unevaluatedProperties: false })));
    if (check(body)) return;
    throw new Error(`${method} ${path} ${status}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(body)}`);
  };
}

/** Clients must bear new members; our own answers must not have any that are not described. */
function close(document: Json): Json {
  const copy = structuredClone(document);
  const extended = new Set<string>();
  walk(copy, (node) => {
    for (const part of node['allOf'] ?? [])
      if (part['$ref']) extended.add(part['$ref'].split('/').at(-1) ?? '');
    for (const part of node['allOf'] ?? []) part['isPart'] = true as unknown as Json;
  });
  for (const name of extended) {
    const component = copy['components']?.['schemas']?.[name];
    if (component) component['isPart'] = true as unknown as Json;
  }
  walk(copy, (node) => {
    const isObject = node['properties'] && !node['additionalProperties'] && !node['isPart'];
    if ((isObject && node['type']) || node['allOf']) node['unevaluatedProperties'] = false as unknown as Json;
  });
  return copy;
}

function walk(node: Json, visit: (node: Json) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) visit(node);
  for (const each of Object.values(node)) walk(each as Json, visit);
}
