import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  dataPackage,
  openFields,
  readMonthFile,
  writePiece,
} from '../../src/domain/open-data/open-message.ts';
import { buildOpenData } from '../../src/server/after/open-data/build-open-data.ts';
import { openDataFiles, openDataStream } from '../../src/server/pictures/open-data-files.ts';
import { app } from '../../src/server/store/db.ts';
import { openFiles, pieceKeys } from '../../src/server/views/open-data.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';

let stage: ChainStage;
let mo: string;
beforeAll(async () => {
  stage = await openChainStage();
  mo = (await stage.employed('审核员莫', 'reviewer')).token;
});
afterAll(() => stage?.close());

const csv = { month: '2026-11-01', format: 'csv' } as const;
const read = async (of: { month: string; format: 'csv' | 'ndjson' } = csv) =>
  String(await buffer(openDataStream((await pieceKeys(app(), of)).map(({ key }) => key))));

test('the files hold what everybody may read and nothing else; what is taken down is gone from the next day on', async () => {
  const to = '广元市委书记';
  const { code } = await stage.published({ to, title: '=1+1是路灯编号' });
  await stage.published({ to, title: '桥面塌陷' });
  const kept = await stage.published({ to, title: '私下说的事', visibility: 'private' });
  await stage.sent({ to, title: '还在审核的事' });
  expect(await openFiles(app())).toBeNull();

  await buildOpenData(openDataFiles, stage.now());
  const today = await read();
  expect(today.startsWith(`\u{feff}${openFields.map(([name]) => name).join(',')}\r\n`)).toBe(true);
  expect(today).toContain(`'=1+1是路灯编号`);
  expect(today).not.toMatch(/私下说的事|还在审核的事|罗小满|139\d{8}/);
  expect(today).not.toContain(kept.code);
  const lines = (await read({ ...csv, format: 'ndjson' })).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).title)).toEqual(['=1+1是路灯编号', '桥面塌陷']);
  expect((await openFiles(app()))?.files.map(({ format, messages }) => [format, messages])).toEqual([
    ['csv', 2],
    ['ndjson', 2],
  ]);

  const [first] = await pieceKeys(app(), csv);
  await stage.step(code, 'take-down', await stage.reviewer(), { code: 'rumour', words: '没有核实。' });
  await stage.step(code, 'take-down-decision', mo, { agree: true });
  stage.later(24 * 60);
  await buildOpenData(openDataFiles, stage.now());
  expect(await read()).not.toContain('路灯编号');
  expect(await read()).toContain('桥面塌陷');
  // Yesterday's file is out of the store, not only out of the list.
  await expect(text(openDataStream([first?.key ?? '']))).rejects.toThrow('gone');
});

test('a build that breaks off leaves the files of the day before; the next try makes them whole', async () => {
  const before = await read();
  stage.later(24 * 60);
  const full = { ...openDataFiles, put: () => Promise.reject(new Error('the disk is full')) };
  await expect(buildOpenData(full, stage.now())).rejects.toThrow('the disk is full');
  expect(await read()).toBe(before);
  await buildOpenData(openDataFiles, stage.now());
  expect(await read()).toBe(before);
  expect(await rowsOf('select count(*)::int as n from open_data_builds')).toEqual([{ n: 1 }]);
});

test('later pieces of a month go on where the first ends, and machines find the description of every file', () => {
  const message = Object.fromEntries(openFields.map(([name]) => [name, name === 'title' ? '一,"二"' : null]));
  const pieces = [true, false].map((first) => writePiece('csv', [message as never], first)).join('');
  expect(pieces.split('\r\n').filter((line) => line.includes('一'))).toHaveLength(2);
  expect(pieces.match(/published_at/g)).toHaveLength(1);
  expect(pieces).toContain('"一,""二"""');
  expect(readMonthFile('messages-2026-11.csv')).toEqual(csv);
  expect(readMonthFile('messages-2026-13.csv')).toBeUndefined();
  expect(readMonthFile('../keys.json')).toBeUndefined();
  const { resources } = dataPackage(
    [{ name: 'messages-2026-11.csv', format: 'csv', bytes: 9 }],
    '2026-11-09',
  );
  expect(resources[0]?.schema.fields.map(({ name }) => name)).toEqual(openFields.map(([name]) => name));
});
