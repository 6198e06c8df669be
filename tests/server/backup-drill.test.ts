import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decrypt } from '../../src/server/store/envelope.ts';
import { createKeys, loadKeys } from '../../src/server/store/keys.ts';
import { liveServer } from '../../src/server/store/operate/live-server.ts';
import { asSuperuser, makeDatabase } from '../../src/server/store/operate/make-database.ts';
import {
  serverUrl,
  startPostgres,
  stopPostgres,
  type Server,
} from '../../src/server/store/operate/postgres.ts';
import { prepareRoles } from '../../src/server/store/operate/roles.ts';
import { shapeDatabase } from '../../src/server/store/operate/shape-database.ts';
import { openWords } from '../../src/server/store/words.ts';
import { ask } from '../support/keeping.ts';
import { onLoopback } from '../support/picture-kit.ts';
import { SmsGateway } from '../support/sms-gateway.ts';
import { testProgram, throwawayFolder } from '../support/test-server.ts';

let folder: string;
const at = (...names: string[]): string => path.join(folder, ...names);
let program: ChildProcess | undefined;

beforeEach(() => (folder = throwawayFolder()));
afterEach(async () => {
  program?.kill('SIGKILL');
  for (const home of ['first', 'second']) {
    const cluster = at(home, 'postgres', 'cluster');
    const live = liveServer(cluster);
    if (live) await stopPostgres({ ...live, cluster });
  }
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A database server of its own, as an administrator hands it over: the roles are made, nothing else. */
async function server(home: string): Promise<{ server: Server; env: Record<string, string> }> {
  const started = await startPostgres(at(home, 'postgres'), testProgram, { shared_buffers: '32MB' });
  const superUrl = serverUrl(started, 'postgres', 'postgres');
  await asSuperuser(superUrl, (client) => prepareRoles(client, started.passwords));
  await makeDatabase(superUrl, 'board');
  const url = (role: keyof Server['passwords']): string => serverUrl(started, role, 'board');
  return {
    server: started,
    env: {
      DATABASE_URL: url('huiyin_app'),
      DATABASE_URL_OWNER: url('huiyin_owner'),
      DATABASE_URL_PRIVATE: url('huiyin_private'),
      DATABASE_URL_RETENTION: url('huiyin_retention'),
      DATABASE_URL_BACKUP: url('huiyin_backup'),
      DATA_DIR: at(home),
      KEY_FILE: at(home, 'keys.json'),
    },
  };
}

/** Runs one of the commands; gives its exit code and everything it said. */
async function run(command: string, words: string[], env: Record<string, string>): Promise<[number, string]> {
  const given = { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...env };
  const order = [`src/commands/${command}.ts`, ...words];
  return promisify(execFile)(process.execPath, order, { env: given }).then(
    ({ stdout }): [number, string] => [0, stdout],
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }): [number, string] => [
      code,
      stdout + stderr,
    ],
  );
}

/** Starts web and worker in one process and waits for its address. */
async function start(env: Record<string, string>): Promise<string> {
  const settings = { PORT: '0', PUBLIC_URL: 'http://127.0.0.1', LOG_LEVEL: 'error', RATE_LIMIT: 'off' };
  const given = { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...settings, ...env };
  const child = spawn(process.execPath, ['src/main.ts'], { env: given, stdio: ['ignore', 'pipe', 'pipe'] });
  program = child;
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (data: Buffer): void => {
      said += data.toString();
      const url = /Huiyin {2}(http:\S+)\n/.exec(said)?.[1];
      if (url) resolve(`${url}/api/v1`);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}

async function json(method: string, url: string, body?: unknown): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** Somebody who confirmed their phone by the code that came as a text message. */
async function writer(api: string, gateway: SmsGateway, phone: string): Promise<string> {
  const { id } = await json('POST', `${api}/verifications`, { phone, purpose: 'write' });
  for (let tries = 0; tries < 400; tries += 1) {
    const code = /\d{6}/.exec(gateway.taken.find(({ to }) => to === phone)?.text ?? '')?.[0];
    if (code) return String((await json('PUT', `${api}/verifications/${id}`, { code }))['token']);
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error('no code came');
}

/** Writes one message after the other until told to stop or the house is gone; notes what was acknowledged. */
async function writeOn(api: string, verification: string, into: { codes: string[]; until: () => boolean }) {
  const found = (await json('GET', `${api}/leaders?region=510100`)) as { items: { id: number }[] };
  for (let n = 0; !into.until(); n += 1) {
    const answer = await json('POST', `${api}/messages`, {
      leader: found.items[0]?.id,
      kind: 'help',
      topic: 194,
      title: `路灯不亮${n}`,
      body: `第${n}件:${lamp}请尽快派人修好。`,
      name: '张三',
      visibility: 'public',
      pictures: [],
      verification,
      anotherMatter: true,
    }).catch(() => null);
    if (!answer) return;
    into.codes.push(String(answer['code']));
  }
}

const lamp = '人民路的路灯不亮,夜里看不见路。';

async function untilAcknowledged(codes: string[], n: number): Promise<void> {
  for (let tries = 0; tries < 1200 && codes.length < n; tries += 1)
    await new Promise((go) => setTimeout(go, 50));
  expect(codes.length).toBeGreaterThanOrEqual(n);
}

test('A board that is destroyed while people write comes back from its backup with everything acknowledged before it', async () => {
  const gateway = new SmsGateway('k', () => new Date());
  await onLoopback(gateway.answer, async (smsUrl) => {
    const sms = { SMS_URL: smsUrl, SMS_KEY: 'k' };
    const first = await server('first');
    createKeys(first.env['KEY_FILE'] ?? '');
    await shapeDatabase(first.env['DATABASE_URL_OWNER'] ?? '');
    const api = await start({ ...first.env, ...sms });

    // Two people write without a pause; what they were told "received" for before the backup began must survive.
    const codes: string[] = [];
    const tokens = [await writer(api, gateway, '13800138000'), await writer(api, gateway, '13800138001')];
    const writing = tokens.map((token) => writeOn(api, token, { codes, until: () => false }));
    await untilAcknowledged(codes, 30);
    const acknowledged = [...codes];
    const [code, said] = await run('backup', [at('kept'), '--keys', at('keys')], first.env);
    expect([code, said]).toEqual([0, expect.stringMatching(/Backup of [^]*The keys lie apart/)]);
    const during = codes.length;
    await untilAcknowledged(codes, during + 5);

    // The machine is lost: program, database server, data and keys.
    const child = program as ChildProcess;
    process.kill(child.pid ?? 0, 'SIGKILL');
    process.kill(first.server.pid, 'SIGKILL');
    await Promise.all([...writing, once(child, 'exit')]);
    await vanish(first.server.cluster);
    fs.rmSync(at('first'), { recursive: true, force: true });

    const second = await server('second');
    createKeys(at('other', 'keys.json'));
    const untouched = () =>
      ask(second.env['DATABASE_URL_OWNER'] ?? '', `select to_regclass('public.messages') as there`);
    const [wrongKeys, why] = await run('restore', [at('kept'), '--keys', at('other')], second.env);
    expect([wrongKeys, why]).toEqual([2, expect.stringMatching(/holds the wrong keys[^]*wrapping w/)]);
    flip(at('kept', 'tables', 'private.words.zst'));
    const [damaged, where] = await run('restore', [at('kept'), '--keys', at('keys')], second.env);
    expect([damaged, where]).toEqual([2, expect.stringMatching(/private.words.zst: was changed/)]);
    expect(await untouched()).toEqual([{ there: null }]);
    expect(fs.existsSync(second.env['KEY_FILE'] ?? '')).toBe(false);
    flip(at('kept', 'tables', 'private.words.zst'));

    const [restored, report] = await run('restore', [at('kept'), '--keys', at('keys')], second.env);
    expect(report).toContain('Everything holds.');
    expect(restored).toBe(0);
    const backup = second.env['DATABASE_URL_BACKUP'] ?? '';
    const there = (await ask<{ code: string }>(backup, 'select code from messages')).map((row) => row.code);
    expect(acknowledged.filter((each) => !there.includes(each))).toEqual([]);
    expect(there.length).toBeLessThan(codes.length);
    await expectPrivateWords(backup, acknowledged, second.env['KEY_FILE'] ?? '');

    // The restored board goes on: somebody confirms their phone anew and writes.
    const more: string[] = [];
    const again = await start({ ...second.env, ...sms });
    const token = await writer(again, gateway, '13800138002');
    await writeOn(again, token, { codes: more, until: () => more.length > 2 });
    expect(more.length).toBe(3);
    // What is written on the new server, which counts its transactions anew, comes behind what was sealed.
    const order = `select min(h.written_in) > (select max(to_written) from seals where id = 1) as behind from history h
      join messages m on m.id = h.message_id where m.code = any($1)`;
    expect(await ask(backup, order, [more])).toEqual([{ behind: true }]);
    const settings = { ...second.env, ...sms, PUBLIC_URL: 'http://127.0.0.1' };
    expect(await run('verify', [], settings)).toEqual([0, expect.stringMatching(/Everything holds.\n$/)]);
  });
}, 240_000);

/** The originals of every message are there, and the kept keys open what one of them says and from which phone it came. */
async function expectPrivateWords(backup: string, codes: string[], keyFile: string): Promise<void> {
  const keys = loadKeys(keyFile, false);
  const wrapping = (id: string): Buffer =>
    keys.wrapping.find((each) => each.id === id)?.key ?? Buffer.alloc(32);
  const rows = await ask<{ id: string; key_id: string; wrapped_key: Buffer; ciphertext: Buffer }>(
    backup,
    `select m.id, m.key_id, m.wrapped_key, w.ciphertext from messages m join private.words w on w.message_id = m.id and w.what = 'original'
    where m.code = any($1)`,
    [codes],
  );
  expect(rows.length).toBe(codes.length);
  for (const row of rows.slice(0, 3)) {
    const key = decrypt(wrapping(row.key_id), row.key_id, row.wrapped_key);
    expect(openWords(Number(row.id), key, 'original', row.ciphertext)['body']).toContain(lamp);
  }
  const citizens = await ask<{ n: string }>(backup, 'select count(*)::text as n from private.citizens');
  expect(citizens).toEqual([{ n: '2' }]);
}

function flip(file: string): void {
  const bytes = fs.readFileSync(file);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  fs.writeFileSync(file, bytes);
}

/** Waits until nothing of a killed server runs on its folder. */
async function vanish(cluster: string): Promise<void> {
  for (let tries = 0; tries < 200 && liveServer(cluster); tries += 1)
    await new Promise((go) => setTimeout(go, 25));
}
