import { createECDH } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addKey, createKeys, loadKeys } from '../../src/server/store/keys.ts';
import { throwawayFolder } from '../support/test-server.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = throwawayFolder();
  file = path.join(folder, 'deep', 'keys.json');
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test('A laptop makes its keys once and finds the same again', () => {
  const first = loadKeys(file, true);
  expect(loadKeys(file, true)).toEqual(first);
  const all = [first.wrapping, first.index, first.token, first.draft, first.sealing, first.push].map(
    ([key]) => key?.key,
  );
  expect(all.map((key) => key?.length)).toEqual([32, 32, 32, 32, 32, 32]);
  expect(new Set(all.map((key) => key?.toString('hex'))).size).toBe(6);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});

test('A production process names the command when the file is missing', () => {
  expect(() => loadKeys(file, false)).toThrow(/npm run keys:create -- /);
});

test('A file that others may read is refused', () => {
  createKeys(file);
  fs.chmodSync(file, 0o640);
  expect(() => loadKeys(file, false)).toThrow(/chmod 600/);
});

test('Existing keys are never overwritten', () => {
  createKeys(file);
  expect(() => createKeys(file)).toThrow(/EEXIST/);
});

test('A file from before there were seals gets a sealing key on a laptop, and by the command on a server', () => {
  createKeys(file);
  const { sealing: _, ...older } = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  fs.writeFileSync(file, JSON.stringify(older));
  const { sealing, ...before } = loadKeys(file, false);
  expect(sealing).toEqual([]);
  const onLaptop = loadKeys(file, true);
  expect(onLaptop).toMatchObject(before);
  expect(onLaptop.sealing).toHaveLength(1);
  fs.writeFileSync(file, JSON.stringify(older));
  expect(addKey(file, 'sealing')).toBe(true);
  const onServer = loadKeys(file, false);
  expect(onServer.sealing).toHaveLength(1);
  expect(addKey(file, 'sealing')).toBe(false);
  expect(loadKeys(file, true)).toEqual(onServer);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(path.dirname(file))).toEqual(['keys.json']);
});

test('A file from before there was push gets a key for it in the same way, a private key on the curve', () => {
  createKeys(file);
  const { push: _, ...older } = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  fs.writeFileSync(file, JSON.stringify(older));
  expect(loadKeys(file, false).push).toEqual([]);
  expect(addKey(file, 'push')).toBe(true);
  const { push, ...before } = loadKeys(file, false);
  expect(loadKeys(file, true)).toEqual({ ...before, push });
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(push[0]?.key ?? Buffer.alloc(0));
  expect(pair.getPublicKey()).toHaveLength(65);
  expect(addKey(file, 'push')).toBe(false);
});

test('A damaged file is refused without showing what is in it', () => {
  createKeys(file);
  const whole = fs.readFileSync(file, 'utf8');
  const secret = (JSON.parse(whole) as { index: [{ key: string }] }).index[0].key;
  for (const broken of [
    whole.slice(0, -9),
    whole.replace(secret, secret.slice(4)),
    '[]',
    '{"wrapping":[]}',
  ]) {
    fs.writeFileSync(file, broken);
    const message = refusalOf(() => loadKeys(file, false));
    expect(message).toMatch(/^KEY_FILE: /);
    expect(message).not.toContain(secret.slice(4, 12));
  }
});

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}
