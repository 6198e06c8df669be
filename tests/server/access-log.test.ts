import { newKey } from '../../src/server/store/envelope.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csv } from '../../src/domain/auditing/csv.ts';
import { api } from '../../src/server/api/app.ts';
import { recordReveal } from '../../src/server/store/people.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';

const city = '广元市信访局';
const path = '/api/v1/desk/access-log';
let stage: ChainStage;
let code: string;
let auditor: string;
let zhao: string;

beforeAll(async () => {
  stage = await openChainStage();
  code = await stage.accepted('广元市委书记', city);
  zhao = (await stage.people(city)).officer;
  auditor = (await stage.employed('审计员宋', 'auditor')).token;
  for (const what of ['phone', 'name'])
    await stage.call('POST', `/api/v1/desk/messages/${code}/reveals`, {
      token: zhao,
      body: { what, reason: '核实桥面情况的理由' },
    });
});
afterAll(() => stage?.close());

const ask = (query = '', token = auditor) => stage.call('GET', `${path}${query}`, { token });

describe('Auditor Song', () => {
  test('reads who looked, when, from which office and at which message, the newest first; neither content nor the words of the reason', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { code, what: 'name', way: 'reason', offices: [city] },
      { code, what: 'phone', way: 'reason', offices: [city] },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/理由|13900000001/);
  });

  test('leaves a trace of each reading, with the files taken', async () => {
    const before = (await ask()).body['readings'] as unknown[];
    expect(before[0]).toMatchObject({ who: '审计员宋', asFile: false });
    const file = await api.request(`${path}/csv`, { headers: { authorization: `Bearer ${auditor}` } });
    expect([file.status, (await file.text()).split('\r\n').length]).toEqual([200, 4]);
    expect(((await ask()).body['readings'] as unknown[])[1]).toMatchObject({ asFile: true, shown: 2 });
    const client = new pg.Client(stage.urls.backupUrl);
    await client.connect();
    const { rows } = await client.query(
      'select asked, shown from private.log_reads order by id desc limit 1',
    );
    await client.end();
    expect(rows).toEqual([
      { asked: expect.objectContaining({ from: '2026-10-10', to: '2026-11-09' }), shown: 2 },
    ]);
  });

  test('finds by person, office, message and day, and is told which filter cannot be', async () => {
    const count = async (query: string) => ((await ask(query)).body.items ?? []).length;
    expect(await count(`?code=${code}`)).toBe(2);
    expect(await count('?code=123456789012')).toBe(0);
    expect(await count(`?office=${encodeURIComponent('广元市')}`)).toBe(2);
    expect(await count(`?office=${encodeURIComponent('成都市')}`)).toBe(0);
    expect(await count(`?person=${encodeURIComponent('没有这个人')}`)).toBe(0);
    expect(await count('?from=2026-11-01&to=2026-11-08')).toBe(0);
    for (const wrong of ['?from=2026-13-40', '?from=2026-11-09&to=2026-11-01', '?most=0', '?from=2020-01-01'])
      expect((await ask(wrong)).status, wrong).toBe(422);
  });

  test('is shown days with unusual numbers, and pages through what does not fit', async () => {
    const all = (await ask()).body.items as unknown as { staffId: number }[];
    const { rows } = await idOf(code);
    const key = newKey();
    for (let i = 0; i < 60; i += 1)
      await recordReveal(`staff:${all[0]?.staffId}`, {
        messageId: rows[0].id,
        key,
        staffId: Number(all[0]?.staffId),
        what: 'phone',
        reason: '核实',
        at: stage.now(),
      });
    const first = (await ask()).body;
    expect(first['unusual']).toMatchObject([{ day: '2026-11-09', looks: 62, messages: 1 }]);
    expect(first.items).toHaveLength(50);
    const second = (await ask(`?after=${first.next}`)).body;
    expect(second.items).toHaveLength(12);
    expect(second.next).toBeNull();
    expect((await ask('?most=100')).body['unusual']).toEqual([]);
  });
});

test('Nobody else reads the log: no operator, no officer, no reviewer, no citizen, nobody unknown', async () => {
  const others = {
    operator: (await stage.employed('运营方', 'operator')).token,
    officer: zhao,
    reviewer: await stage.reviewer(),
    citizen: await stage.confirmed('13700001111', 'own'),
  };
  for (const [who, token] of Object.entries(others))
    for (const way of ['', '/csv']) expect((await ask(way, token)).status, who + way).toBe(403);
  expect((await stage.call('GET', path)).status).toBe(401);
});

test('The database hands the log to nobody but a reading in an auditor’s name, and never the words of a reason', async () => {
  const as = async (url: string, sql: string) => {
    const client = new pg.Client(url);
    await client.connect();
    try {
      return (await client.query(sql)).rowCount;
    } catch (error) {
      return (error as Error).message;
    } finally {
      await client.end();
    }
  };
  const { appUrl, privateUrl } = stage.urls;
  expect(await as(appUrl, 'select id from private.reveals')).toContain('permission denied');
  expect(await as(privateUrl, 'select id from private.reveals')).toBe(0);
  expect(await as(privateUrl, 'select reason from private.reveals')).toContain('permission denied');
  expect(await as(privateUrl, 'update private.log_reads set shown = 0')).toContain('permission denied');
});

test('A cell that a spreadsheet would take for a formula is a text', () => {
  expect(csv([['=1+1', 'a,b', 'c"d', 3]])).toBe(`'=1+1,"a,b","c""d",3\r\n`);
});

async function idOf(ofCode: string) {
  const client = new pg.Client(stage.urls.appUrl);
  await client.connect();
  const found = await client.query('select id::integer from messages where code = $1', [ofCode]);
  await client.end();
  return found;
}
