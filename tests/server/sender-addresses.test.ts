import { keepingOf } from '../../src/domain/retention/schedule.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweep } from '../../src/server/after/sweep.ts';
import { handOverAddress } from '../../src/server/life/taking-down/hand-over-address.ts';
import { privatePool } from '../../src/server/store/db.ts';
import { readSenderAddress } from '../../src/server/store/people.ts';
import { board } from '../../src/server/views/board.ts';
import { senderNetwork } from '../../src/server/views/desk/sender-network.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';

let stage: ApiStage;
let code: string;
let id: number;
const document = '调取证据通知书 公(网)调证字〔2026〕12 号';
const refusal = (of: string) => expect.objectContaining({ code: of });
const idOf = async (of: string) =>
  Number((await rowsOf<{ id: number }>('select id from messages where code = $1', [of]))[0]?.id);

async function sent(address: string, title: string): Promise<string> {
  const { id: leader } = await stage.leader('广元市委书记');
  const body = {
    ...{ leader, kind: 'help', topic: 197, title, body: '桥面有一个洞，请派人看看。', name: '陈桂英' },
    ...{ visibility: 'public', anotherMatter: true, verification: await stage.confirmed('13611112222') },
  };
  const headers = { 'x-huiyin-address': address };
  const got = await stage.call('POST', '/api/v1/messages', { body, headers });
  expect(got.status).toBe(201);
  return got.body.code;
}

beforeAll(async () => {
  stage = await openApiStage();
  code = await sent('203.0.113.77', '桥面破了');
  id = await idOf(code);
});
afterAll(() => stage?.close());

test('a reviewer sees the network, nobody else sees that much, and nobody the whole of it', async () => {
  const reviewer = await stage.staff('审核员', 'reviewer');
  expect(await senderNetwork(board(), code, reviewer)).toBe('203.0.113.0/24');
  for (const role of ['operator', 'editor', 'auditor'] as const)
    expect(await senderNetwork(board(), code, await stage.staff(`其他${role}`, role))).toBeNull();
  expect(await senderNetwork(board(), code, { kind: 'visitor' })).toBeNull();
  await expect(handOverAddress({ code, document }, reviewer, stage.now())).rejects.toEqual(
    refusal('not-allowed'),
  );
});

test('an operator hands it over on a document, which is on record before the address is given', async () => {
  const operator = await stage.staff('方舟', 'operator');
  const faults = (field: string) => expect.objectContaining({ faults: [expect.objectContaining({ field })] });
  await expect(handOverAddress({ code, document: ' ' }, operator, stage.now())).rejects.toEqual(
    faults('document'),
  );
  await expect(handOverAddress({ code: '12', document }, operator, stage.now())).rejects.toEqual(
    faults('code'),
  );
  expect(await handOverAddress({ code, document }, operator, stage.now())).toEqual({
    address: '203.0.113.77',
  });
  await expect(handOverAddress({ code, document }, { kind: 'visitor' }, stage.now())).rejects.toEqual(
    refusal('sign-in-needed'),
  );
});

test('the program cannot read the table, and what lies in it is encrypted', async () => {
  await expect(rowsOf('select * from private.sender_addresses')).rejects.toThrow(/permission denied/);
  const client = await privatePool().connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('huiyin.reader', 'test', true), set_config('huiyin.messages', $1, true)`,
      [String(id)],
    );
    const { rows } = await client.query('select network, address from private.sender_addresses');
    expect(rows).toHaveLength(1);
    for (const bytes of Object.values(rows[0]) as Buffer[])
      expect(bytes.toString('latin1')).not.toContain('203.0');
    await client.query('rollback');
  } finally {
    client.release();
  }
});

test('what is no address is not kept, and the message is taken in all the same', async () => {
  const other = await sent('unknown', '路灯不亮');
  expect(await readSenderAddress('test', await idOf(other), 'network')).toBeUndefined();
});

test('after the legal term the schedule destroys it, and the look for it is on record all the same', async () => {
  const day = 86_400_000;
  const term = keepingOf('sender-addresses').days ?? 0;
  expect(term).toBeGreaterThanOrEqual(184);
  const swept = (days: number) => sweep(async () => 0, new Date(stage.now().getTime() + days * day));
  await swept(term - 1);
  expect(await readSenderAddress('test', id, 'address')).toBe('203.0.113.77');
  await swept(term + 1);
  expect(await readSenderAddress('test', id, 'address')).toBeUndefined();
  const operator = await stage.staff('方圆', 'operator');
  await expect(handOverAddress({ code, document }, operator, stage.now())).rejects.toEqual(
    refusal('address-gone'),
  );
});
