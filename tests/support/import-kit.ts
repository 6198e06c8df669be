import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readCsv } from '../../src/commands/import/read-csv.ts';
import { examineFile } from '../../src/commands/import/source-file.ts';
import { readImportMap } from '../../src/domain/import/import-map.ts';
import type { Config } from '../../src/server/config.ts';
import { type Imported, importMessages } from '../../src/server/life/import/import-messages.ts';
import { throwawayFolder } from './test-server.ts';

/** The columns of the invented export. */
export const columns = ['编号', '网名', '标题', '时间', '内容', '答复', '答复时间', '支持数'] as const;
export type Cells = Partial<Record<(typeof columns)[number], string>>;

/** A row that lacks nothing; change what the scene needs. */
export function aRow(id: number | string, changes: Cells = {}): Cells {
  return {
    编号: String(id),
    网名: '岸边的柳树',
    标题: `云浦市柳河区第${id}号路灯不亮`,
    时间: '2019/4/25 9:32:09',
    内容: `柳河区桂花街道第${id}号路灯坏了一个月,夜里看不清路,请派人看看。`,
    答复: '网友您好,路灯已经修好。柳河区城市管理局2019年5月10日',
    答复时间: '2019/5/10 14:56:53',
    支持数: '3',
    ...changes,
  };
}

/** Writes rows as a spreadsheet would: quoted where needed, CRLF. */
export function csvOf(rows: readonly Cells[]): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return `${columns.join(',')}\r\n${lines.join('\r\n')}\r\n`;
}

/** A map for the invented export, as its JSON is written. */
export const plainMap = {
  name: 'invented',
  columns: {
    id: '编号',
    author: '网名',
    title: '标题',
    body: '内容',
    receivedAt: '时间',
    reply: '答复',
    repliedAt: '答复时间',
  },
  region: {
    passes: [
      {
        columns: ['标题', '内容'],
        rules: [{ name: '区县', pattern: '(云浦市)?(柳河区|苍溪县|石桥区)', gives: '云浦市/$2' }],
      },
    ],
    fallback: { name: '全市', gives: '云浦市' },
  },
  leader: { constant: 1 },
  kind: {
    passes: [{ columns: ['标题'], rules: [{ name: '建议', pattern: '建议', gives: 'suggestion' }] }],
    fallback: { name: '其余', gives: 'help' },
  },
  topic: {
    passes: [{ columns: ['标题', '内容'], rules: [{ name: '路灯', pattern: '路灯', gives: 194 }] }],
    fallback: { name: '其他', gives: 16 },
  },
  unit: {
    passes: [
      {
        columns: ['答复'],
        rules: [{ name: '署名', pattern: '。(\\p{Script=Han}+局)\\d{4}年', gives: '$1' }],
      },
    ],
    fallback: { name: '办理机构', gives: '' },
  },
  leftOut: { 支持数: 'supporters' },
};

/** A file of the test in a folder of its own. */
export function fileOf(text: string | Buffer, name = 'messages.csv'): string {
  const file = path.join(throwawayFolder(), name);
  fs.writeFileSync(file, text);
  return file;
}

/** Imports a file as the command does, in this process. */
export async function importFile(
  file: string,
  how: { map?: object; open?: boolean; now: Date },
): Promise<Imported> {
  const json = how.map ?? plainMap;
  const read = readImportMap(json);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  const examined = await examineFile(file);
  const source = {
    name: path.basename(file),
    digest: examined.digest,
    rows: readCsv(examined, read.map.delimiter),
  };
  return importMessages(source, {
    map: read.map,
    mapText: JSON.stringify(json),
    open: how.open ?? false,
    now: how.now,
  });
}

/** Imports rows of the invented export. */
export function importRows(rows: readonly Cells[], how: Parameters<typeof importFile>[1]): Promise<Imported> {
  return importFile(fileOf(csvOf(rows)), how);
}

/** Runs the command in a process of its own, on the database of a house. */
export function startImport(config: Config, words: readonly string[]): ChildProcess {
  const { database, dataDir, keyFile } = config;
  return spawn(process.execPath, ['src/commands/import.ts', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      KEY_FILE: keyFile,
      DATABASE_URL: database?.app,
      PUBLIC_URL: 'http://127.0.0.1',
      SMS_URL: 'http://127.0.0.1:9/',
      SMS_KEY: 'not used',
    },
  });
}
