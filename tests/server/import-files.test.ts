import { once } from 'node:events';
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCsv, surveyCsv } from '../../src/commands/import/read-csv.ts';
import { readMap } from '../../src/commands/import/read-map.ts';
import { examineFile } from '../../src/commands/import/source-file.ts';
import type { SourceRow } from '../../src/domain/import/read-row.ts';
import { app } from '../../src/server/store/db.ts';
import type { TestHouse } from '../support/house.ts';
import { openImportHouse } from '../support/import-house.ts';
import { aRow, csvOf, fileOf, plainMap, startImport } from '../support/import-kit.ts';

const rowsOf = async (text: string | Buffer): Promise<SourceRow[]> => {
  const file = await examineFile(fileOf(text));
  const rows: SourceRow[] = [];
  for await (const row of readCsv(file, ',')) rows.push(row);
  return rows;
};
// 你好 and 中文 in GB18030.
const gb18030 = Buffer.concat([
  Buffer.from('a,b\r\n'),
  Buffer.from([0xc4, 0xe3, 0xba, 0xc3]),
  Buffer.from(','),
  Buffer.from([0xd6, 0xd0, 0xce, 0xc4]),
]);

describe('encodings', () => {
  test('UTF-8 with and without a mark, and GB18030, are told apart by decoding', async () => {
    const plain = await rowsOf('a,b\n你好,中文\n');
    expect(plain).toEqual([{ line: 2, cells: { a: '你好', b: '中文' } }]);
    expect(await rowsOf('\uFEFFa,b\n你好,中文\n')).toEqual(plain);
    expect(await rowsOf(gb18030)).toEqual(plain);
    expect((await examineFile(fileOf(gb18030))).encoding).toBe('gb18030');
  });

  test('A file in another encoding is refused, with what to do', async () => {
    await expect(examineFile(fileOf(Buffer.from('a,b\n你好', 'utf16le')))).rejects.toThrow(
      /UTF-16.*Save it again as “CSV UTF-8”/,
    );
    const cut = Buffer.concat([Buffer.from('a,b\n你好,'), Buffer.from([0xe4, 0xbd])]);
    await expect(examineFile(fileOf(cut))).rejects.toThrow(/UTF-8 with broken characters/);
    const neither = Buffer.concat([gb18030, Buffer.from([0xff, 0xff])]);
    await expect(examineFile(fileOf(neither))).rejects.toThrow(/neither UTF-8 nor GB18030/);
  });
});

describe('rows', () => {
  test('Each row knows the line on which it begins, across quoted line ends of any kind and empty lines', async () => {
    const rows = await rowsOf('a,b\r\n1,"x\r\ny\nz"\r\n\r\n2,b\n3\n4,b,,\n5,b,c\n');
    expect(rows).toEqual([
      { line: 2, cells: { a: '1', b: 'x\ny\nz' } },
      { line: 6, cells: { a: '2', b: 'b' } },
      { line: 7, fault: '1 cells where the first line has 2 columns' },
      { line: 8, cells: { a: '4', b: 'b' } },
      { line: 9, fault: '3 cells where the first line has 2 columns' },
    ]);
  });

  test('A file whose quotes do not close is broken as a whole, and told before anything is imported', async () => {
    const file = await examineFile(fileOf('a,b\n1,"x\n2,y\n'));
    await expect(surveyCsv(file, ',')).rejects.toThrow(/no proper CSV: .*Nothing of it was imported/s);
    await expect(surveyCsv(await examineFile(fileOf('')), ',')).rejects.toThrow(/is empty/);
    expect(await surveyCsv(await examineFile(fileOf('a,b\n1,2\n3,4\n')), ',')).toEqual({
      header: ['a', 'b'],
      rows: 2,
    });
  });
});

describe('the command', () => {
  let house: TestHouse;
  const map = fileOf(JSON.stringify(plainMap), 'plain.map.json');

  beforeAll(async () => (house = await openImportHouse()));
  afterAll(() => house?.close());

  const run = async (words: string[]): Promise<{ code: number | null; out: string; err: string }> => {
    const child = startImport(house.config, words);
    const heard = { out: '', err: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (heard.out += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (heard.err += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...heard };
  };

  test('It prints the report, writes it whole where told, and ends well though a row was refused', async () => {
    const report = fileOf('', 'report.json');
    const file = fileOf(csvOf([aRow(1), aRow(2, { 时间: '昨天' }), aRow(3, { 答复: '' })]));
    const { code, out, err } = await run([file, '--map', map, '--report', report]);
    expect(err).toMatch(/100 % {2}3\/3 rows/);
    expect(out).toMatch(/rows in +3\n.*new messages +2\n.*already there +0\n.*refused +1\n/);
    expect(out).toContain('line 3 (2): 时间 “昨天” is no date');
    expect(out).toMatch(/not imported: supporters +6 {2}\(in 2 rows\)/);
    expect(JSON.parse(fs.readFileSync(report, 'utf8'))).toMatchObject({
      rows: 3,
      made: 2,
      answered: 1,
      archived: 1,
      map: 'invented',
      refused: [{ line: 3 }],
    });
    expect(code).toBe(0);
  }, 60_000);

  test.each([
    ['without a map', () => [fileOf('a\n1\n')], /Give one file and its map.*--open/s],
    [
      'with a map that is none',
      () => [fileOf('a\n1\n'), '--map', fileOf('{"name": 7}')],
      /columns: .*\n.*region: /s,
    ],
    [
      'with a map for another file',
      () => [fileOf('a\n1\n'), '--map', map],
      /The file has no column “编号”.*says nothing of “a”/s,
    ],
    ['with a broken file', () => [fileOf(`${csvOf([aRow(1)])}"`), '--map', map], /no proper CSV/],
    ['with no file', () => ['nowhere.csv', '--map', map], /ENOENT.*nowhere\.csv/],
  ])(
    'It fails %s and imports nothing',
    async (_, words, sentence) => {
      const before = await app().selectFrom('imports').select('id').execute();
      const { code, err, out } = await run(words());
      expect(err).toMatch(sentence);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(await app().selectFrom('imports').select('id').execute()).toEqual(before);
    },
    60_000,
  );

  test('The shipped maps can be read', () => {
    for (const name of ['petitions-with-replies', 'petitions-with-votes']) {
      expect(readMap(`db/maps/${name}.map.json`).map.name).toBe(name);
    }
  });
});
