import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { ClamdScanner } from '../../src/server/outside/files/clamd-scanner.ts';
import { openPictures } from '../../src/server/pictures/pictures-room.ts';
import { type Clamd, openClamd, trialVirus } from '../support/clamd.ts';
import { now, pictureHouse } from '../support/picture-house.ts';
import { plain, upload } from '../support/picture-kit.ts';

let house: Awaited<ReturnType<typeof pictureHouse>>;
let clamd: Clamd;
let folder: string;
beforeAll(async () => {
  adoptConfig(readConfig({ LOG_LEVEL: 'silent' }));
  house = await pictureHouse();
  clamd = await openClamd();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scanned-'));
  openPictures(folder, undefined, clamd.at);
});
afterAll(async () => {
  await clamd?.close();
  await house?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => void Object.assign(clamd, { scanned: 0, says: null, mostBytes: 25_000_000 }));

const jpeg = () => plain().jpeg().toBuffer();
const kept = () => fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());

describe('Where a scanner is set', () => {
  test('a clean picture is taken, and the scanner saw all of it', async () => {
    expect((await upload(await jpeg(), null, now)).id).toMatch(/^[a-z2-7]{26}$/);
    expect(clamd.scanned).toBe(1);
    const scanner = new ClamdScanner(clamd.at);
    expect(await scanner.scan(Buffer.alloc(200_000, 7))).toBeNull();
    expect(await scanner.scan(Buffer.concat([Buffer.alloc(199_999), Buffer.from(trialVirus)]))).toBe(
      'Eicar-Test-Signature',
    );
    expect(await scanner.scan(Buffer.alloc(0))).toBeNull();
  });

  test('a picture with something glued behind it is refused and nothing of it is kept', async () => {
    const before = kept().length;
    const bytes = Buffer.concat([await jpeg(), Buffer.from(trialVirus)]);
    await expect(upload(bytes, null, now)).rejects.toMatchObject({ code: 'not-a-picture' });
    expect(kept().length).toBe(before);
  });

  test('one that does not scan, says nonsense or is not there lets nothing through', async () => {
    for (const says of ['INSTREAM: no memory ERROR', 'stream: ', 'stream: OK stream: X FOUND.', '']) {
      clamd.says = says;
      await expect(upload(await jpeg(), null, now), says).rejects.toMatchObject({ code: 'busy' });
    }
    clamd.says = null;
    clamd.mostBytes = 100;
    await expect(upload(await jpeg(), null, now)).rejects.toMatchObject({ code: 'busy' });
    clamd.says = 'silence';
    await expect(new ClamdScanner(clamd.at, 200).scan(Buffer.from('x'))).rejects.toThrow(/fell silent/);
    openPictures(folder, undefined, { host: '127.0.0.1', port: 1 });
    await expect(upload(await jpeg(), null, now)).rejects.toMatchObject({ code: 'busy' });
    openPictures(folder, undefined, clamd.at);
  });
});

test('The scanner is a socket or a port of this machine: pictures are sent to no other', () => {
  const read = (CLAMD: string) => readConfig({ CLAMD }).clamd;
  expect(read('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
  expect(read('127.0.0.1:3310')).toEqual({ host: '127.0.0.1', port: 3310 });
  expect(read('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
  expect(readConfig({}).clamd).toBeNull();
  for (const wrong of ['scanner.example.org:3310', '10.0.0.7:3310', '127.0.0.1', '127.0.0.1:99999'])
    expect(() => read(wrong), wrong).toThrow(/CLAMD/);
});
