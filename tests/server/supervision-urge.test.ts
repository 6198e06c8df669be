import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { watched, type Watched } from '../support/watched.ts';
import { rowsOf } from '../support/after-work.ts';

let stage: ApiStage;
let at: Watched;
beforeAll(async () => {
  stage = await openApiStage();
  at = await watched(stage);
});
afterAll(() => stage.close());

const post = (path: string, token: string, body: object = {}) => stage.call('POST', path, { token, body });
const desk = (code: string, rest: string) => `/api/v1/desk/messages/${code}/${rest}`;
const look = (code: string, token: string) => stage.call('GET', desk(code, 'supervision'), { token });

describe('Urging', () => {
  test('Song of the province urges the city with words; the city reads them, and is told', async () => {
    const code = await at.transferred();
    const urged = await post(desk(code, 'urges'), at.song, { words: '请抓紧办理，本周内答复。' });
    expect(urged.body).toMatchObject({ code, state: { attention: 'urged', handling: 'waiting' } });
    const seen = await look(code, at.zhao);
    expect(seen.body).toMatchObject({
      urges: [{ words: '请抓紧办理，本周内答复。', who: '宋督查', open: true }],
      may: { urge: false, open: false, close: false },
    });
    expect(await at.told(code)).toContainEqual({ office: at.city, what: 'urged', urgent: false });
  });

  test('the same office urges once an hour; the next hour it may again, and the case counts both', async () => {
    const code = await at.transferred();
    await post(desk(code, 'urges'), at.song);
    stage.later(59);
    expect((await post(desk(code, 'urges'), at.song)).body).toMatchObject({
      status: 409,
      code: 'urged-just-now',
    });
    expect((await look(code, at.song)).body).toMatchObject({ may: { urge: false } });
    stage.later(1);
    expect((await post(desk(code, 'urges'), at.song)).status).toBe(200);
    expect((await look(code, at.song)).body['urges']).toHaveLength(2);
  });

  test('nobody urges their own office, an office beside, or a message that is still with the reviewers', async () => {
    const code = await at.transferred();
    expect((await post(desk(code, 'urges'), at.zhao)).status).toBe(403);
    expect((await post(desk(code, 'urges'), at.stranger)).status).toBe(403);
    const early = await at.written();
    expect((await post(desk(early, 'urges'), at.song)).status).toBe(404);
    expect((await look(code, at.stranger)).status).toBe(404);
  });

  test('words of five hundred characters are the most', async () => {
    const code = await at.transferred();
    const long = await post(desk(code, 'urges'), at.song, { words: '催'.repeat(501) });
    expect(long.body.errors).toMatchObject([{ field: 'words', code: 'too-long' }]);
    expect((await look(code, at.song)).body['urges']).toEqual([]);
  });

  test('what is urged lies encrypted, and history names ids alone', async () => {
    const code = await at.transferred();
    await post(desk(code, 'urges'), at.song, { words: '暗语不外露' });
    const [row] = await rowsOf<{ changes: object }>(
      `select changes from history h join messages m on m.id = h.message_id where m.code = $1 and step = 'urge'`,
      [code],
    );
    expect(JSON.stringify(row?.changes)).not.toContain('暗语');
    expect(row?.changes).toMatchObject({ by: at.province, attention: ['normal', 'urged'] });
  });
});

describe('Urging many', () => {
  test('each is done or refused for itself, and what was refused says why', async () => {
    const [one, two] = [await at.transferred(), await at.transferred()];
    await post(desk(one, 'urges'), at.song);
    const elsewhere = await at.transferred('成都市委书记');
    const closed = await at.withdrawn();
    const codes = [one, two, elsewhere, closed, '100000000000'];
    const many = await post('/api/v1/desk/urges', at.guangyuanOnly, { codes, words: '限期答复' });
    expect(many.body['results']).toMatchObject([
      { code: one, done: false, refusal: 'not-allowed' },
      { code: two, done: false, refusal: 'not-allowed' },
      { code: elsewhere, done: false },
      { code: closed, done: false },
      { code: '100000000000', done: false, refusal: 'not-found' },
    ]);
    const bySong = await post('/api/v1/desk/urges', at.song, { codes, words: '限期答复' });
    expect(bySong.body['results']).toMatchObject([
      { code: one, done: false, refusal: 'urged-just-now' },
      { code: two, done: true },
      { code: elsewhere, done: true },
      { code: closed, done: false, refusal: 'taken-by-other' },
      { code: '100000000000', done: false, refusal: 'not-found' },
    ]);
  });

  test('none, and more than two hundred, are refused as a whole', async () => {
    const none = await post('/api/v1/desk/urges', at.song, { codes: [] });
    expect(none.status).toBe(422);
    const codes = Array.from({ length: 201 }, (_, i) => String(100_000_000_000 + i));
    expect((await post('/api/v1/desk/urges', at.song, { codes })).status).toBe(422);
  });

  test('two who urge at the same moment for one office: one is done, the other hears that it was', async () => {
    const code = await at.transferred();
    const answers = await Promise.all([
      post(desk(code, 'urges'), at.song),
      post(desk(code, 'urges'), at.tang),
    ]);
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
  });
});
