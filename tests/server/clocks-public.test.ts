import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import { rowsOf } from '../support/after-work.ts';

const city = '广元市信访局';
const province = '四川省信访局';
const reason = '桥梁检测要等雨停。';
const internal = '检测队排到下周。';

interface Step {
  step: string;
  until: string | null;
  reason: string | null;
}

let stage: ChainStage;
let mo: string;
beforeAll(async () => {
  stage = await openChainStage();
  mo = (await stage.employed('审核员莫', 'reviewer')).token;
});
afterAll(() => stage?.close());

async function traced(code: string, step: string): Promise<Step | undefined> {
  const { body } = await stage.call('GET', `/api/v1/messages/${code}`);
  return (body['trace'] as unknown as Step[]).find((each) => each.step === step);
}

/** More time, asked for by the city and granted by the province; its number. */
async function extended(code: string, words: string, granted = true): Promise<number> {
  const { officer } = await stage.people(city);
  const asked = await stage.step(code, 'extensions', officer, { words, internal, on: '2026-11-30' });
  expect(asked.status).toBe(201);
  const above = (await stage.people(province)).officer;
  const decided = granted ? 'grant' : 'refusal';
  const done = await stage.step(code, `extensions/${asked.body.id}/${decided}`, above, {
    ...(!granted && { words: '不必等。' }),
  });
  expect(done.status).toBe(200);
  return Number(asked.body.id);
}
const kept = async (id: number) =>
  (
    await rowsOf<{ words: string | null }>('select public_words as words from extensions where id = $1', [id])
  )[0]?.words;

describe('Everybody reads why a promise was put off', () => {
  test('the reason to the author with the new date, and never the words for the house', async () => {
    const code = await stage.accepted('广元市委书记', city);
    await extended(code, reason);
    expect(await traced(code, 'grant-extension')).toMatchObject({
      reason,
      until: '2026-11-30T16:00:00.000Z',
    });
    const page = JSON.stringify((await stage.call('GET', `/api/v1/messages/${code}`)).body);
    expect(page).not.toContain(internal);
    expect(await stage.breaches()).toEqual([]);
  });

  test('not while it is only asked for, nor when it is refused', async () => {
    const code = await stage.accepted('广元市委书记', city);
    const id = await extended(code, reason, false);
    expect(await kept(id)).toBeNull();
    expect(JSON.stringify((await stage.call('GET', `/api/v1/messages/${code}`)).body)).not.toContain(reason);
  });

  test.each([
    ['a phone', '等罗先生（13800138000）回国。'],
    ['a door', '等3栋2单元502室的住户回来。'],
  ])('a reason with %s stays with the author', async (_, words) => {
    const code = await stage.accepted('广元市委书记', city);
    await extended(code, words);
    expect(await traced(code, 'grant-extension')).toMatchObject({ reason: null });
  });

  test('of a private message only its author reads it', async () => {
    const { code, author } = await stage.published({ to: '广元市委书记', visibility: 'private' });
    await stage.step(code, 'acceptance', (await stage.people(city)).officer);
    expect(await kept(await extended(code, reason))).toBeNull();
    const own = await stage.call('GET', `/api/v1/messages/${code}`, { token: author });
    expect(own.body['extended']).toMatchObject({ text: reason });
  });

  test('taken down it leaves the public columns, restored it is back; withdrawn it is gone', async () => {
    const { code, author } = await stage.published({ to: '广元市委书记' });
    await stage.step(code, 'acceptance', (await stage.people(city)).officer);
    const id = await extended(code, reason);
    const lin = await stage.reviewer();
    await stage.step(code, 'take-down', lin, { code: 'rumour', words: '没有核实。' });
    await stage.step(code, 'take-down-decision', mo, { agree: true });
    expect(await kept(id)).toBeNull();
    await stage.step(code, 'restoration', lin, { words: '已核实。' });
    await stage.step(code, 'take-down-decision', mo, { agree: true });
    expect(await traced(code, 'grant-extension')).toMatchObject({ reason });
    await stage.call('POST', `/api/v1/messages/${code}/withdrawal`, { token: author, body: {} });
    expect(await kept(id)).toBeNull();
    expect(await stage.breaches()).toEqual([]);
  });
});

test('Of a pause everybody reads until when it waits; what is asked stays between office and author', async () => {
  const { code, author } = await stage.published({ to: '广元市委书记' });
  const { officer } = await stage.people(city);
  await stage.step(code, 'acceptance', officer);
  const asked = '请写明您住哪一栋。';
  expect((await stage.step(code, 'pause', officer, { words: asked, on: '2026-11-13' })).status).toBe(200);
  expect(await traced(code, 'pause')).toMatchObject({ until: '2026-11-13T16:00:00.000Z', reason: null });
  expect(JSON.stringify((await stage.call('GET', `/api/v1/messages/${code}`)).body)).not.toContain(asked);
  const own = await stage.call('GET', `/api/v1/messages/${code}`, { token: author });
  expect(JSON.stringify(own.body)).toContain(asked);
});
