import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { DiskFiles } from '../../src/server/outside/files/disk-files.ts';
import type { Files } from '../../src/server/outside/files/files.ts';
import { type S3Bucket, S3Files } from '../../src/server/outside/files/s3-files.ts';
import { moveFiles } from '../../src/server/pictures/move-files.ts';
import { openBucket } from '../support/bucket.ts';
import { throwawayFolder } from '../support/test-server.ts';

let bucket: S3Bucket;
let close: () => Promise<void>;
beforeAll(async () => void ({ bucket, close } = await openBucket()));
afterAll(() => close());

const read = async (files: Pick<Files, 'get'>, key: string) => {
  const stream = await files.get(key);
  return stream && (await buffer(stream)).toString();
};

test('What was put is got, replaced and removed; what is not there is null', async () => {
  const files = new S3Files(bucket);
  await files.put('abcdefgh.full', Buffer.from('one'));
  await files.put('abcdefgh.full', Buffer.from('two'));
  expect(await read(files, 'abcdefgh.full')).toBe('two');
  expect(await read(files, 'abcdefgh.thumb')).toBeNull();
  await files.remove('abcdefgh.full');
  await files.remove('abcdefgh.full');
  expect(await read(files, 'abcdefgh.full')).toBeNull();
  await expect(files.put('../outside.full', Buffer.from('x'))).rejects.toThrow('one flat name');
});

test('Five megabytes come back byte for byte', async () => {
  const files = new S3Files(bucket);
  const bytes = Buffer.alloc(5 * 1024 * 1024, Buffer.from('回音'));
  await files.put('fivemegabytes.full', bytes);
  const there = await files.get('fivemegabytes.full');
  expect(there && (await buffer(there)).equals(bytes)).toBe(true);
});

test('A wrong secret or a bucket that is not there is a fault, never an empty place', async () => {
  const wrong = [new S3Files({ ...bucket, secret: 'wrong' }), new S3Files({ ...bucket, keyId: 'NOBODY' })];
  for (const files of wrong) {
    await expect(files.put('abcdefgh.full', Buffer.from('x'))).rejects.toThrow(/refused to put: 403/);
    await expect(files.get('abcdefgh.full')).rejects.toThrow(/refused to get: 403/);
  }
});

test('A store that stumbles is asked again, one that is away is a fault', async () => {
  let asked = 0;
  const stumbling = http.createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => response.writeHead(asked < 3 ? 503 : 200).end());
  });
  await new Promise<void>((resolve) => stumbling.listen(0, '127.0.0.1', resolve));
  const { port } = stumbling.address() as AddressInfo;
  const files = new S3Files({ ...bucket, endpoint: `http://127.0.0.1:${port}` });
  await files.put('abcdefgh.full', Buffer.from('x'));
  expect(asked).toBe(3);
  await new Promise((resolve) => {
    stumbling.close(resolve);
    stumbling.closeAllConnections();
  });
  await expect(files.put('abcdefgh.full', Buffer.from('x'))).rejects.toThrow('does not answer');
}, 20_000);

test('The pictures of the disk come into the bucket, each compared, and broken off it goes on', async () => {
  const dataDir = throwawayFolder();
  const disk = new DiskFiles(path.join(dataDir, 'pictures'));
  const names = ['aaaaaaaa.full', 'aaaaaaaa.thumb', 'bbbbbbbb.full'];
  for (const name of names) await disk.put(name, Buffer.from(name));
  const files = new S3Files(bucket);
  let puts = 0;
  const breaking = {
    get: (key: string) => files.get(key),
    put: (key: string, bytes: Uint8Array) => {
      puts += 1;
      return puts > 2 ? Promise.reject(new Error('broken off')) : files.put(key, bytes);
    },
  };
  await expect(moveFiles(dataDir, breaking)).rejects.toThrow('broken off');
  expect(await moveFiles(dataDir, files)).toEqual({ put: 1, there: 2 });
  for (const name of names) expect(await read(files, name)).toBe(name);
  const lying = { get: () => files.get('aaaaaaaa.thumb'), put: async () => {} };
  await expect(moveFiles(dataDir, lying)).rejects.toThrow('came back changed');
});

test('Half a setting is none: the program says which part is missing, and never the secret', () => {
  const folder = throwawayFolder();
  const secret = path.join(folder, 'secret');
  fs.writeFileSync(secret, 'geheim', { mode: 0o600 });
  const whole = {
    S3_ENDPOINT: bucket.endpoint,
    S3_BUCKET: 'board-pictures',
    S3_KEY_ID: 'k',
    S3_SECRET_FILE: secret,
  };
  expect(readConfig({ DATA_DIR: folder, ...whole }).s3).toMatchObject({
    secret: 'geheim',
    region: 'us-east-1',
  });
  for (const missing of Object.keys(whole))
    expect(() => readConfig({ DATA_DIR: folder, ...whole, [missing]: '' })).toThrow(missing);
  const open = { ...whole, S3_ENDPOINT: 'http://files.example.org' };
  expect(() => readConfig({ DATA_DIR: folder, ...open })).toThrow(/S3_ENDPOINT.*https/);
  expect(readConfig({ DATA_DIR: folder }).s3).toBeNull();
});
