import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '../../src/server/api/app.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { projectFiles } from '../support/project-files.ts';

interface Described {
  operationId: string;
  tags: string[];
  summary: string;
  security: object[];
  requestBody?: unknown;
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>;
}
interface Document {
  openapi: string;
  info: { title: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

let stage: ApiStage;
let document: Document;
let operations: [name: string, Described][];
beforeAll(async () => {
  stage = await openApiStage();
  document = (await stage.call('GET', '/api/openapi.json')).body as unknown as Document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]): [string, Described] => [`${method} ${path}`, each]),
  );
});
afterAll(() => stage.close());

test('The description is valid OpenAPI 3.1', async () => {
  expect(await new Validator().validate(structuredClone(document) as never)).toEqual({ valid: true });
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { title: 'Huiyin' },
    servers: [{ url: 'https://board.example' }],
  });
});

test('Every route of the API is in it, and nothing else', () => {
  const routes = api.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(operations.map(([name]) => name).toSorted()).toEqual([...new Set(routes)].toSorted());
});

test('Every operation has a name of its own, says who may call, what comes back, and which problems', () => {
  const names = operations.map(([, { operationId }]) => operationId);
  expect(names.filter(Boolean)).toHaveLength(operations.length);
  expect(new Set(names).size).toBe(names.length);
  for (const [name, { tags, summary, security, responses }] of operations) {
    expect([tags.length, summary.length > 5, Array.isArray(security)], name).toEqual([1, true, true]);
    const statuses = Object.keys(responses);
    expect(statuses, name).toEqual(expect.arrayContaining(['429', '500']));
    expect(
      statuses.some((status) => status.startsWith('2')),
      name,
    ).toBe(true);
    for (const status of statuses.filter((each) => each >= '4')) {
      const schema = responses[status]?.content?.['application/problem+json']?.schema;
      expect(schema, `${name} ${status}`).toEqual({ $ref: '#/components/schemas/Problem' });
    }
    if (security.length > 0) expect(statuses, name).toContain('401');
  }
});

test('What the desk and the citizen do for themselves asks who is calling', () => {
  expect(Object.keys(document.components.securitySchemes)).toEqual(['bearer', 'session']);
  const open = operations.filter(([, { security }]) => security.length === 0).map(([name]) => name);
  expect(open.filter((name) => /desk|mine|rating|follow-ups|withdrawal/.test(name))).toEqual([]);
});

test('No two shapes have one name: the later would describe the answers of both', () => {
  const names = projectFiles('src/server/api').flatMap(({ text }) =>
    [...text.matchAll(/\.openapi\('(\w+)'/g)].map(([, name = '']) => name),
  );
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
