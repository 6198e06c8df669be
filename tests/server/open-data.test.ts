import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataPackage } from '../../src/domain/open-data/data-package.ts';
import { openFields, readMonthFile, writePiece } from '../../src/domain/open-data/open-message.ts';
import { numberFields } from '../../src/domain/open-data/open-numbers.ts';
import { api } from '../../src/server/api/app.ts';
import { buildOpenData } from '../../src/server/after/open-data/build-open-data.ts';
import { openDataFiles, openDataStream } from '../../src/server/pictures/open-data-files.ts';
import { app } from '../../src/server/store/db.ts';
import { openFiles, pieceKeys } from '../../src/server/views/open-data.ts';
import { readReport } from '../../src/server/views/statistics/report.ts';
import { subjectOf } from '../../src/server/views/statistics/subject.ts';
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
const readNumbersFile = async (format: 'csv' | 'ndjson') =>
  String(
    await buffer(
      openDataStream((await pieceKeys(app(), { content: 'numbers', format })).map(({ key }) => key)),
    ),
  );
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
  const files = (await openFiles(app()))?.files ?? [];
  expect(files.filter(({ content }) => content === 'messages').map((f) => [f.format, f.messages])).toEqual([
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

test('the rates of the statistics can be counted again from the messages, and the numbers of the day hide what the pages hide', async () => {
  const office = '广元市信访局';
  const to = '广元市委书记';
  const code = await stage.accepted(to, office);
  for (let i = 0; i < 4; i += 1) await stage.published({ to, title: `第${i + 1}盏路灯` });
  const { officer, approver } = await stage.people(office);
  const reply = { type: 'final', text: '桥已修好，请放心通行。', unit: '广元市交通运输局' };
  const drafted = await stage.step(code, 'replies', officer, reply);
  await stage.step(code, `replies/${drafted.body.id}/approval`, approver);
  stage.later(24 * 60);
  await buildOpenData(openDataFiles, stage.now());
  const lines = (await read({ ...csv, format: 'ndjson' })).trim().split('\n');
  const messages: Record<string, unknown>[] = lines.map((line) => JSON.parse(line));
  expect(messages.find((each) => each['code'] === code)).toMatchObject({
    ...{ office, contact_in_time: true, answered_on_time: true, due_at: null, settled: null },
    ...{ ratings: 0, rating_mean: null, supporters: 0, adopted: false },
  });
  // Times in CSV are those of its schema, not words of a calendar.
  expect(await read()).toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/);
  const { rates } = (await readReport(app(), await subjectOf(app(), {}), stage.now())).whole;
  const told = messages.filter((each) => each['contact_in_time'] !== null);
  expect(rates.response).toBeNull();
  expect(told.filter((each) => each['contact_in_time'] === true)).toHaveLength(1);

  const numbers = (await readNumbersFile('ndjson'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const row = (within: string, of: string, id: string) =>
    numbers.find((each) => each['within'] === within && each['of'] === of && each['id'] === id);
  expect(row('all', 'all', '')?.['published']).toBe(messages.length);
  expect(row('all', 'regions', '510000')).toMatchObject({ published: messages.length, replied: null });
  expect(row('regions/510000', 'regions', '510800')).toMatchObject({ published: messages.length });
  expect(row('all', 'all', '')?.['private']).toBeNull();
  expect(row('all', 'months', '2026-11')).toMatchObject({ published: messages.length, private: null });
  const counts = numbers.flatMap((each) => Object.entries(each)).filter(([, n]) => typeof n === 'number');
  const few = counts.filter(([name, n]) => !/_days$/.test(name) && Number(n) > 0 && Number(n) < 5);
  expect(few).toEqual([]);
  const [head] = (await readNumbersFile('csv')).split('\r\n');
  expect(head).toBe(`\u{feff}${numberFields.map(([name]) => name).join(',')}`);
});

test('what is read of the numbers says its licence and its fields', async () => {
  const json = await stage.call('GET', '/api/v1/statistics');
  expect(json.body).toMatchObject({ license: 'https://creativecommons.org/licenses/by/4.0/' });
  expect(json.body['months']).toEqual([expect.objectContaining({ private: null })]);
  const answer = await api.request('/api/v1/statistics?format=csv');
  expect(answer.headers.get('link')).toBe(
    '<https://creativecommons.org/licenses/by/4.0/>; rel="license", </api/v1/statistics/schema>; rel="describedby"; type="application/json"',
  );
  const schema = await stage.call('GET', '/api/v1/statistics/schema');
  const fields = schema.body['fields'] as { name: string }[];
  const table = (await answer.text()).trim().split('\r\n');
  expect(table[0]?.replace('\u{feff}', '').split(',')).toEqual(fields.map(({ name }) => name));
  expect([...new Set(table.map((line) => line.split(',').length))]).toEqual([fields.length]);
});

test('a build that breaks off leaves the files of the day before; the next try makes them whole', async () => {
  const before = await read();
  stage.later(24 * 60);
  const full = { ...openDataFiles, put: () => Promise.reject(new Error('the disk is full')) };
  await expect(buildOpenData(full, stage.now())).rejects.toThrow('the disk is full');
  expect(await read()).toBe(before);
  await buildOpenData(openDataFiles, stage.now());
  // The same messages; what has become late meanwhile says so.
  const codes = (file: string) => file.split('\r\n').map((line) => line.split(',')[0]);
  expect(codes(await read())).toEqual(codes(before));
  expect(await rowsOf('select count(*)::int as n from open_data_builds')).toEqual([{ n: 1 }]);
});

test('later pieces of a month go on where the first ends, and machines find the description of every file', () => {
  const message = Object.fromEntries(openFields.map(([name]) => [name, name === 'title' ? '一,"二"' : null]));
  const names = openFields.map(([name]) => name);
  const pieces = [true, false]
    .map((first) => writePiece({ names, format: 'csv', first }, [message as never]))
    .join('');
  expect(pieces.split('\r\n').filter((line) => line.includes('一'))).toHaveLength(2);
  expect(pieces.match(/published_at/g)).toHaveLength(1);
  expect(pieces).toContain('"一,""二"""');
  expect(readMonthFile('messages-2026-11.csv')).toEqual(csv);
  expect(readMonthFile('messages-2026-13.csv')).toBeUndefined();
  expect(readMonthFile('../keys.json')).toBeUndefined();
  const { resources } = dataPackage(
    [
      { name: 'messages-2026-11.csv', content: 'messages', format: 'csv', bytes: 9 },
      { name: 'numbers.csv', content: 'numbers', format: 'csv', bytes: 9 },
    ],
    '2026-11-09',
  );
  expect(resources.map(({ schema }) => schema.fields.map(({ name }) => name))).toEqual([
    openFields.map(([name]) => name),
    numberFields.map(([name]) => name),
  ]);
  expect(resources.map(({ licenses }) => licenses[0]?.name)).toEqual(['CC-BY-4.0', 'CC-BY-4.0']);
});
