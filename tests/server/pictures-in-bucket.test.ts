import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBucket } from '../support/bucket.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import { happeningsOf, leader } from '../support/happenings.ts';
import { bareDatabase } from '../support/keeping.ts';
import { plain } from '../support/picture-kit.ts';
import { words } from '../support/story.ts';
import { throwawayFolder } from '../support/test-server.ts';
import { startWebProcess, type WebProcess } from '../support/web-process.ts';

// The whole way of a picture with the setting of a bucket, through the programs themselves: each with an empty folder of its own.
let stage: ChainStage;
let publish: (code: string) => Promise<unknown>;
const opened: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  stage = await openChainStage();
  // Processes of their own have the clock of the machine.
  vi.useRealTimers();
  const { token: mo } = await stage.employed('审核员莫', 'reviewer');
  const happenings = happeningsOf({ ...stage, mo });
  publish = (code) => happenings.publish({ code, author: '' });
});
afterAll(async () => {
  for (const close of opened.toReversed()) await close();
  await stage?.close();
});

async function bucketAsSetting(): Promise<NodeJS.ProcessEnv> {
  const { bucket, close } = await openBucket();
  opened.push(close);
  const secret = path.join(throwawayFolder(), 'secret');
  fs.writeFileSync(secret, bucket.secret, { mode: 0o600 });
  return {
    ...{ S3_ENDPOINT: bucket.endpoint, S3_BUCKET: bucket.bucket, S3_REGION: bucket.region },
    ...{ S3_KEY_ID: bucket.keyId, S3_SECRET_FILE: secret },
  };
}
async function webWith(env: NodeJS.ProcessEnv, of: Pick<ChainStage, 'urls' | 'keyFile'> = stage) {
  const web = await startWebProcess(of, { HUMAN_PROOF: 'never', ...env });
  opened.push(() => web.stop());
  return web;
}

/** Runs one of the programs to its end; what it said. */
async function run(command: string, words: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [`src/commands/${command}.ts`, ...words], {
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = await once(child, 'close');
  expect([code, said]).toEqual([0, said]);
  return said;
}

let phones = 0;
/** Uploads a picture and sends a message with it, over HTTP; their number and code. */
async function sentWithPicture(web: WebProcess, colour: string): Promise<{ id: string; code: string }> {
  phones += 1;
  const { token } = await stage.citizen(`138${String(phones).padStart(8, '0')}`, new Date());
  const bytes = await plain().tint(colour).jpeg().toBuffer();
  const taken = await fetch(`${web.url}/api/v1/pictures`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg' },
    body: new Uint8Array(bytes),
  });
  const { id } = (await taken.json()) as { id: string };
  expect([taken.status, id.length > 20]).toEqual([201, true]);
  const { id: post } = await stage.leader(leader);
  const sent = await fetch(`${web.url}/api/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...words({ leader: post, title: `路灯坏了${phones}`, pictures: [{ id, public: true }] }),
      ...{ verification: token, anotherMatter: true },
    }),
  });
  const { code } = (await sent.json()) as { code: string };
  expect(sent.status).toBe(201);
  return { id, code };
}

/** A picture as everybody gets it. */
async function seen(web: WebProcess, id: string, size = 'full') {
  const answer = await fetch(`${web.url}/pictures/${id}/${size}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, type: answer.headers.get('content-type'), bytes };
}
const filesIn = (folder: string) =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.full'))
    : [];

test('A picture is taken in, served, moved, backed up and restored by programs that have a bucket', async () => {
  const env = await bucketAsSetting();
  const [onDisk, empty] = [throwawayFolder(), throwawayFolder()];
  const before = await webWith({ DATA_DIR: onDisk });
  const old = await sentWithPicture(before, '#aa3333');
  await publish(old.code);
  const shownBefore = await seen(before, old.id);
  expect([shownBefore.status, shownBefore.type]).toEqual([200, expect.stringMatching(/^image\//)]);
  await before.stop();

  // Moved while nobody lost sight: the same again puts nothing.
  expect(await run('pictures-move', [], { DATA_DIR: onDisk, ...env })).toContain('2 put now, 0 were there');
  expect(await run('pictures-move', [], { DATA_DIR: onDisk, ...env })).toContain('0 put now, 2 were there');

  const web = await webWith({ DATA_DIR: empty, ...env });
  expect((await seen(web, old.id)).bytes.equals(shownBefore.bytes)).toBe(true);
  const fresh = await sentWithPicture(web, '#3333aa');
  expect((await seen(web, fresh.id)).status).toBe(404);
  await publish(fresh.code);
  const shown = await seen(web, fresh.id);
  expect([shown.status, (await seen(web, fresh.id, 'thumb')).status]).toEqual([200, 200]);
  const page = await fetch(`${web.url}/messages/${fresh.code}`);
  expect(await page.text()).toContain(`/pictures/${fresh.id}/`);
  // Nothing of it lies on the disk.
  expect(filesIn(path.join(empty, 'pictures'))).toEqual([]);

  const kept = path.join(throwawayFolder(), 'kept');
  const said = await run('backup', [kept], {
    ...{ DATA_DIR: empty, KEY_FILE: stage.keyFile, DATABASE_URL_BACKUP: stage.urls.backupUrl, ...env },
  });
  expect(said).toContain('4 picture files');
  // Another machine: another database, another bucket.
  const [database, elsewhere, folder] = [await bareDatabase(), await bucketAsSetting(), throwawayFolder()];
  opened.push(() => database.drop());
  const urls = { DATABASE_URL_OWNER: database.ownerUrl, DATABASE_URL_BACKUP: database.backupUrl };
  const restored = await run('restore', [kept], {
    ...{ DATA_DIR: folder, KEY_FILE: stage.keyFile, ...urls, ...elsewhere },
  });
  expect(restored).toContain('Everything holds.');
  const there = { urls: database, keyFile: stage.keyFile };
  const again = await webWith({ DATA_DIR: folder, ...elsewhere }, there);
  expect((await seen(again, old.id)).bytes.equals(shownBefore.bytes)).toBe(true);
  expect((await seen(again, fresh.id)).bytes.equals(shown.bytes)).toBe(true);
}, 90_000);

test('With a bucket that is away a picture is refused in words, one that hangs too, and the board goes on', async () => {
  const env = await bucketAsSetting();
  const here = await webWith({ DATA_DIR: throwawayFolder(), ...env });
  const hung = await sentWithPicture(here, '#33aa33');
  await publish(hung.code);
  const web = await webWith({ DATA_DIR: throwawayFolder(), ...env, S3_ENDPOINT: 'http://127.0.0.1:9' });
  expect((await seen(web, hung.id)).status).toBe(503);
  const taken = await fetch(`${web.url}/api/v1/pictures`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg' },
    body: new Uint8Array(await plain().jpeg().toBuffer()),
  });
  expect(taken.status).toBe(503);
  expect(taken.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await taken.text()).not.toContain('127.0.0.1');
  expect((await fetch(`${web.url}/messages`)).status).toBe(200);
}, 60_000);
