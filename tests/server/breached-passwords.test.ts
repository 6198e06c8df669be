import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isListed, type ReadAt } from '../../src/server/access/entry/breached.ts';
import { changePassword, setPassword } from '../../src/server/access/entry/factors.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { ConfigError } from '../../src/server/env-reader.ts';
import { setStage, type Stage } from '../support/story.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'huiyin-breached-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();
const leaked = '风筝 海棠 扳手 七里香 三轮车 豆浆';
const hashes = [...Array.from({ length: 5_000 }, (_, n) => sha1(`leaked ${n}`)), sha1(leaked)].toSorted();
const list = hashes.map((hash, n) => `${hash}:${(n * 7919) % 10 ** (n % 8)}`).join('\r\n') + '\r\n';
function written(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('A list of breached passwords ordered by hash', () => {
  const looks: number[] = [];
  const read: ReadAt = async (at, bytes) => {
    looks.push(bytes);
    return list.slice(at, at + bytes);
  };

  test('each that is in it is found and none that is not, in few short looks', async () => {
    for (const hash of hashes) expect(await isListed(read, list.length, hash), hash).toBe(true);
    for (let n = 0; n < 2_000; n += 1)
      expect(await isListed(read, list.length, sha1(`kept ${n}`))).toBe(false);
    for (const edge of ['0'.repeat(40), 'F'.repeat(40)])
      expect(await isListed(read, list.length, edge)).toBe(false);
    looks.length = 0;
    await isListed(read, list.length, sha1('kept'));
    expect(looks.length).toBeLessThan(10);
    expect(Math.max(...looks)).toBeLessThanOrEqual(4096);
  });

  test('of forty gigabytes a look reads no more than thirty pieces', async () => {
    // As even as real ones are: what stands at a place follows from the place.
    const [width, lines] = [48, 2 ** 30];
    const lineOf = (n: number) =>
      `${BigInt(n * 4)
        .toString(16)
        .padStart(8, '0')
        .toUpperCase()}${'5'.repeat(32)}:12345\r\n`;
    const many: ReadAt = async (at, bytes) => {
      looks.push(bytes);
      const first = Math.floor(at / width);
      const text = Array.from({ length: Math.ceil(bytes / width) + 2 }, (_, n) => lineOf(first + n)).join('');
      return text.slice(at - first * width, at - first * width + bytes);
    };
    expect(lineOf(77)).toHaveLength(width);
    looks.length = 0;
    expect(await isListed(many, width * lines, lineOf(1_234_567).slice(0, 40))).toBe(true);
    expect(await isListed(many, width * lines, sha1('nothing of it'))).toBe(false);
    expect(looks.length).toBeLessThanOrEqual(60);
  });

  test.each([
    ['no file', () => path.join(folder, 'missing'), /cannot be read/],
    ['a folder', () => folder, /is no file/],
    ['an empty one', () => written('empty', ''), /no SHA-1/],
    ['one of NTLM', () => written('ntlm', hashes.map((h) => `${h.slice(0, 32)}:3`).join('\r\n')), /no SHA-1/],
    ['words', () => written('words', 'password\n123456\n'), /no SHA-1/],
    [
      'one ordered by count',
      () =>
        written(
          'count',
          hashes
            .toReversed()
            .map((h) => `${h}:9\r\n`)
            .join(''),
        ),
      /is not ordered by hash/,
    ],
    ['one with another behind it', () => written('two', list + list), /is not ordered by hash/],
  ])('%s is refused at the start, by its name', (_, file, problem) => {
    expect(() => readConfig({ BREACHED_PASSWORDS: file() })).toThrow(ConfigError);
    expect(() => readConfig({ BREACHED_PASSWORDS: file() })).toThrow(problem);
  });
});

describe('With such a list', () => {
  let stage: Stage;
  let officer: number;
  const now = new Date('2026-11-26T01:00:00Z');
  beforeAll(async () => {
    stage = await setStage();
    officer = (await stage.staff('赵敏', 'officer', (await stage.leader('广元市委书记')).officeId)).staffId;
  });
  afterAll(async () => {
    adoptConfig(readConfig({}));
    await stage.close();
  });
  const withList = (file: string) => {
    adoptConfig(readConfig({ BREACHED_PASSWORDS: file }));
  };
  const refused = { code: 'invalid', faults: [{ field: 'password', code: 'password-breached' }] };

  test('Officer Zhao cannot take a password that leaked elsewhere, neither first nor later', async () => {
    withList(written('list', list));
    await expect(setPassword(officer, { password: leaked, again: leaked }, now)).rejects.toMatchObject(
      refused,
    );
    const good = 'correct horse battery staple mule';
    await setPassword(officer, { password: good, again: good }, now);
    await expect(
      changePassword(officer, { current: good, password: leaked, again: leaked }, now),
    ).rejects.toMatchObject(refused);
  });

  test('while the list is gone none is taken, and a newer one counts at once', async () => {
    const other = '海鸥 土豆 自行车 铁匠 雨伞';
    const file = written('moved', list);
    withList(file);
    rmSync(file);
    await expect(setPassword(officer, { password: other, again: other }, now)).rejects.toThrow(/ENOENT/);
    written('moved', `${sha1(other)}:1\n`);
    await expect(setPassword(officer, { password: other, again: other }, now)).rejects.toMatchObject(refused);
  });
});
