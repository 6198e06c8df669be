import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { printRow, type Row } from './row.ts';

// npm run bench -- NAME [--json FILE]: measures and prints ratios against limits taken in the same run.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const names = ['main', 'handling', 'board'] as const;
const name = positionals[0];
if (!names.includes(name as never)) {
  process.stderr.write(`Say which: npm run bench -- ${names.join('|')} [--json FILE]\n`);
  process.exit(2);
}
const rows: Row[] = [];
const { measure } = (await import(`./${name}/measure.ts`)) as {
  measure(found: (row: Row) => void): Promise<void>;
};
await measure((row) => {
  rows.push(row);
  process.stdout.write(`${printRow(row)}\n`);
});
if (values.json) fs.writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
process.exit(0);
