import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { description } from '../support/api-check.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';

interface Shape {
  $ref?: string;
  type?: string | string[];
  enum?: string[];
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
}
interface Described {
  parameters?: { name: string; in: string; schema: Shape }[];
  requestBody?: { content: Record<string, { schema: Shape }> };
}

let stage: ApiStage;
let codes: string[];
let tokens: string[];
/** What is right for a member of this name, so that some requests get through. */
let right: Record<string, unknown>;
let operations: [method: string, path: string, Described][];
let schemas: Record<string, Shape>;

beforeAll(async () => {
  stage = await openApiStage();
  const { id: leader, officeId } = await stage.leader('广元市委书记');
  const citizen = await stage.confirmed('13800138000');
  right = { leader, topic: 197, verification: citizen, pictures: [], anotherMatter: true };
  const write = () => stage.call('POST', '/api/v1/messages', { body: { ...words({ leader }), ...right } });
  codes = [];
  for (let i = 0; i < 12; i += 1) codes.push((await write()).body.code);
  const staff = await Promise.all([
    stage.employed('审核员', 'reviewer'),
    stage.employed('经办人', 'officer', officeId),
    stage.employed('签发人', 'approver', officeId),
  ]);
  tokens = [citizen, ...staff.map(({ token }) => token)];
  const document = (await description()) as unknown as {
    paths: Record<string, Record<string, Described>>;
    components: { schemas: Record<string, Shape> };
  };
  schemas = document.components.schemas;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]): [string, string, Described] => [
      method.toUpperCase(),
      path,
      each,
    ]),
  );
});
afterAll(() => stage.close());

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '${x}',
    "'; drop table messages; --",
    '../../etc/passwd',
    '桥'.repeat(3000),
    '',
    ' ',
    -1,
    0,
    1,
    3.5,
    32_768,
    2 ** 31,
    2 ** 53,
    1e300,
    true,
    null,
  ),
);

/** Something that mostly has the shape, so that it gets past the door and into the rooms behind. */
function near(shape: Shape): fc.Arbitrary<unknown> {
  const real = shape.$ref ? schemas[shape.$ref.split('/').at(-1) ?? ''] : shape;
  return fc.oneof({ arbitrary: odd, weight: 1 }, { arbitrary: fits(real ?? {}), weight: 12 });
}

function fits({ type, enum: choices, properties, items, anyOf }: Shape): fc.Arbitrary<unknown> {
  if (choices) return fc.constantFrom(...choices);
  if (anyOf) return fc.oneof(...anyOf.map(near));
  if (properties) {
    const members = Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, member(name, each)]),
    );
    return fc.oneof(fc.record(members), fc.record(members, { requiredKeys: [] }));
  }
  if (items) return fc.array(near(items), { maxLength: 7 });
  if (type === 'integer') return fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer());
  if (type === 'boolean') return fc.boolean();
  return fc.oneof(fc.string({ unit: 'grapheme', maxLength: 25 }), fc.constant('请修桥。'));
}

function member(name: string, shape: Shape): fc.Arbitrary<unknown> {
  const usual = near(shape);
  return name in right ? fc.oneof({ arbitrary: fc.constant(right[name]), weight: 5 }, usual) : usual;
}

function target(path: string, { parameters = [] }: Described): fc.Arbitrary<string> {
  const text = fc.oneof(odd, fc.constantFrom('1', '197', '510000', 'help'));
  const query = parameters.filter((each) => each.in === 'query');
  const queries = fc.record(Object.fromEntries(query.map(({ name }) => [name, text])), { requiredKeys: [] });
  const messages = fc.oneof(
    { arbitrary: fc.constantFrom(...codes), weight: 5 },
    { arbitrary: odd, weight: 1 },
  );
  return fc
    .tuple(messages, fc.oneof(fc.integer({ min: 1, max: 9 }), odd), queries)
    .map(([message, id, asked]) => {
      const pairs = Object.entries(asked).map(([name, value]) => `${name}=${escaped(value)}`);
      return `${path.replace('{code}', escaped(message)).replace('{id}', escaped(id))}?${pairs.join('&')}`;
    });
}

function escaped(value: unknown): string {
  const segment = encodeURIComponent(
    String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed(),
  ).replaceAll('.', '%2E');
  // A client itself takes `.` and `..` out of a path, escaped or not: what is sent then is another path.
  return /^(%2E){1,2}$/.test(segment) ? 'dots' : segment;
}

// Pictures are files, and the stream of events goes on until somebody closes it: both are tried on their own.
const apart = /pictures|openapi|\/events$/;

test('Whatever is sent to whichever operation, by whomever: an answer as described, and never a fault of ours', async () => {
  const request = fc
    .constantFrom(...operations.filter(([, path]) => !apart.test(path)))
    .chain(([method, path, each]) => {
      const shape = each.requestBody?.content['application/json']?.schema;
      return fc.record({
        method: fc.constant(method),
        path: target(path, each),
        body: shape ? near(shape) : fc.constant(undefined),
        token: fc.constantFrom(undefined, ...tokens),
      });
    });
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, body, token }) => {
      const sent = { ...(body !== undefined && { body }), ...(token && { token }) };
      const { status, body: answer } = await stage.call(method, path, sent);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      expect(status, `${method} ${path} ${JSON.stringify(body)} ${JSON.stringify(answer)}`).toBeLessThan(500);
    }),
    { numRuns: 12 * operations.length, seed: Number(process.env['FUZZ_SEED'] ?? 20_261_127) },
  );
  expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404, 409, 422]));
}, 120_000);
