import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';

let stage: ApiStage;
let leader: number;
beforeAll(async () => {
  stage = await openApiStage();
  leader = (await stage.leader('广元市委书记')).id;
});
afterAll(() => stage.close());

const call: ApiStage['call'] = (...args) => stage.call(...args);
const door = '/api/v1/messages';
const json = { 'content-type': 'application/json' };
const send = (raw: BodyInit, headers: Record<string, string> = json) => call('POST', door, { raw, headers });

describe('what cannot be read', () => {
  test.each([
    ['half a document', '{"leader": 1'],
    ['an array', '[]'],
    ['a word', '"hello"'],
    ['nothing but null', 'null'],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a lone half of a character', Buffer.from('{"title":"\xed\xa0\x80"}', 'latin1')],
    ['deep brackets', '['.repeat(30_000)],
  ])('%s is 400 malformed', async (_, raw) => {
    expect((await send(raw)).body).toMatchObject({ status: 400, code: 'malformed' });
  });

  test.each([
    ['text/plain', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['another character set', 'application/json; charset=gbk'],
  ])('%s is 415', async (_, type) => {
    const refused = await send('{}', { 'content-type': type });
    expect(refused.body).toMatchObject({ status: 415, code: 'unsupported-type' });
    expect(refused.headers.get('accept')).toBe('application/json');
  });

  test('packed content is 415, and the usual spellings of JSON are taken', async () => {
    expect((await send('{}', { ...json, 'content-encoding': 'gzip' })).status).toBe(415);
    for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])
      expect((await send('{}', { 'content-type': type })).status).toBe(422);
  });

  test('more than 64 kB is 413, whether it was announced or streams in', async () => {
    const long = JSON.stringify({ body: 'x'.repeat(70_000) });
    expect((await send(long, { ...json, 'content-length': String(long.length) })).status).toBe(413);
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(new Uint8Array(1024).fill(32));
      },
    });
    expect((await send(stream)).body).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(sent).toBeLessThan(80);
  });

  test('no body at all tells what is missing', async () => {
    const refused = await call('POST', door);
    expect(refused.body.errors.map(({ field, code }) => `${field} ${code}`)).toEqual(
      ['leader', 'kind', 'topic', 'title', 'body', 'name', 'visibility'].map((field) => `${field} required`),
    );
  });
});

describe('what does not fit', () => {
  test('each wrong field is named, with what is wrong', async () => {
    const refused = await call('POST', door, {
      body: {
        leader: '7',
        kind: 'help',
        topic: 99_999,
        title: 3,
        body: 'x',
        name: 'x',
        visibility: 'open',
        pictures: [{ id: '../x' }],
      },
    });
    expect(refused.body).toMatchObject({ status: 422, code: 'invalid' });
    expect(Object.fromEntries(refused.body.errors.map(({ field, code }) => [field, code]))).toEqual({
      leader: 'wrong-choice',
      topic: 'unknown-topic',
      title: 'malformed',
      visibility: 'wrong-choice',
      'pictures.0.id': 'unknown-picture',
      'pictures.0.public': 'required',
    });
  });

  test('words beyond their limits are counted for the writer, in the reader’s language', async () => {
    const body = {
      ...words({ leader }),
      title: '桥'.repeat(30),
      name: 'a\u0000b',
      kind: 'gossip',
      verification: 'x',
    };
    const refused = await call('POST', door, { body, headers: { 'accept-language': 'en-GB, zh;q=0.5' } });
    expect(refused.headers.get('content-language')).toBe('en');
    expect(refused.body.errors).toEqual([
      { field: 'kind', code: 'wrong-choice', title: 'Please choose one of the options.' },
      {
        field: 'title',
        code: 'too-long',
        title: 'At most 22 characters; there are 30. Please cut 8.',
        most: 22,
        have: 30,
        over: 8,
      },
      { field: 'name', code: 'control-characters', title: expect.any(String) },
    ]);
    const chinese = await call('POST', door, { body });
    expect(chinese.body.title).toContain('改一改');
    expect(chinese.headers.get('vary')).toContain('Accept-Language');
  });

  test.each([
    ['', 'zh-CN'],
    ['fr, *;q=0.5', 'zh-CN'],
    ['en;q=0.3, zh-TW;q=0.8', 'zh-CN'],
    ['en', 'en'],
    ['zh;q=0, en;q=0.1', 'en'],
    [';;;,,q=,en;q=x', 'en'],
  ])('whoever prefers "%s" is answered in %s', async (wish, language) => {
    const refused = await call('GET', '/api/v1/messages/123456789012', {
      headers: { 'accept-language': wish },
    });
    expect(refused.headers.get('content-language')).toBe(language);
  });

  test.each([
    ['a phone that is none', { phone: '12345', purpose: 'write' }, 'phone wrong-phone'],
    ['a purpose that is none', { phone: '13800138000', purpose: 'spy' }, 'purpose wrong-choice'],
    ['no purpose', { phone: '13800138000' }, 'purpose required'],
  ])('%s is refused beside its field', async (_, body, fault) => {
    const refused = await call('POST', '/api/v1/verifications', { body });
    expect(refused.body.errors.map(({ field, code }) => `${field} ${code}`)).toEqual([fault]);
  });

  test.each([
    'leader=x',
    'leader=-1',
    'limit=0',
    'limit=101',
    'limit=1e2',
    'kind=report',
    'topic=99999',
    'region=51',
    'status=lost',
    `q=${'x'.repeat(61)}`,
    'q=%00',
    'after=%F0',
    'after=MTIz',
    `after=${'A'.repeat(300)}`,
    'leader=99999999999999999999',
  ])('a list asked for with %s is refused, not broken', async (query) => {
    expect((await call('GET', `${door}?${query}`)).body).toMatchObject({ status: 422 });
  });

  test('a cursor of a far year, a search of marks alone, and a leader nobody knows find nothing', async () => {
    const far = Buffer.from('999999999999999.999999999999999').toString('base64url');
    for (const query of [`after=${far}`, 'q=%EF%BC%81%EF%BC%9F', 'leader=999999999999', 'q=%27%29%3B--'])
      expect((await call('GET', `${door}?${query}`)).status).toBe(200);
  });
});

describe('wrong turns', () => {
  test('a path that leads nowhere is 404, another method 405 with those that are taken', async () => {
    for (const path of [
      '/api',
      '/api/',
      '/api/v2/messages',
      '/api/v1/messages/',
      '/api/v1/messages/12x',
      '/api/%E0%A4%A',
    ])
      expect((await call('GET', path)).body).toMatchObject({ status: 404, code: 'not-found' });
    const refused = await call('PATCH', '/api/v1/messages/123456789012');
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, PUT, HEAD, OPTIONS']);
    expect((await call('GET', '/api/v1/pictures')).headers.get('allow')).toBe('POST, OPTIONS');
  });

  test('OPTIONS names the methods and opens nothing to other origins; HEAD answers as GET without a body', async () => {
    const asked = await call('OPTIONS', door, { headers: { origin: 'https://elsewhere.example' } });
    expect([asked.status, asked.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
    expect([...asked.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    const head = await call('HEAD', '/api/v1/regions');
    expect([head.status, head.body, head.headers.has('etag')]).toEqual([200, undefined, true]);
  });

  test('every answer is guarded', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/topics'],
      ['GET', '/api/none'],
      ['POST', '/api/v1/pictures'],
      ['OPTIONS', door],
    ] as const) {
      const { headers } = await call(method, path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  test('what a code means can be looked up where the problem points', async () => {
    const { body } = await call('GET', '/api/none');
    expect((await call('GET', String(body['type']))).body).toMatchObject({ code: 'not-found', status: 404 });
  });
});
