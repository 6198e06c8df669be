import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// npm test: every check of this project in one readable list; the last line is "N passed, N failed".
const results = fs.mkdtempSync(path.join(os.tmpdir(), 'huiyin-results-'));
const totals = { passed: 0, failed: 0 };

// npm ci has just built what it installed for.
const ready =
  step('system packages', 'scripts/system-packages') &&
  (isBuilt() || step('build', 'npm', 'run', '--silent', 'prepare'));
if (ready) {
  await Promise.all([
    stepBeside('lint', 'npm', 'run', '--silent', 'lint'),
    stepBeside('types', 'npm', 'run', '--silent', 'types'),
  ]);
  suite('tests on our own PostgreSQL', {});
  suite('tests on PostgreSQL 15', { TEST_PG: '15' }, '--project', 'server*');
}
fs.rmSync(results, { recursive: true, force: true });
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;

/** Whether what is built is newer than all that it is built from. */
function isBuilt(): boolean {
  const built = fs.statSync('build/index.js', { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const parts = ['src', 'static'].flatMap((folder) =>
    fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
  );
  const of = ['vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json', ...parts];
  return of.every((each) => fs.statSync(each).mtimeMs < built);
}

/** Runs one step; a step that fails counts as one failure. */
function step(name: string, command: string, ...words: string[]): boolean {
  const ok = run(name, command, words);
  if (!ok) totals.failed += 1;
  return ok;
}

/** The same beside others; what it says comes in one piece when it ends. */
async function stepBeside(name: string, command: string, ...words: string[]): Promise<void> {
  const begun = performance.now();
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const status = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  if (status !== 0) totals.failed += 1;
  process.stdout.write(`\n── ${name}\n${said}${ending(name, status, begun)}`);
}

function ending(name: string, status: number | null, begun: number): string {
  return `── ${name}: ${status === 0 ? 'passed' : 'FAILED'} (${((performance.now() - begun) / 1000).toFixed(1)} s)\n`;
}

/** Runs tests and counts them; one that was skipped (it needs material that is not here) is told apart, and a file that cannot be read has failed. */
function suite(name: string, env: Record<string, string>, ...words: string[]): void {
  const file = path.join(results, `${name}.json`);
  const ok = run(
    name,
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...words],
    env,
  );
  const found = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as VitestResults) : null;
  const statuses = (found?.testResults ?? []).flatMap((each) =>
    each.assertionResults.length > 0 ? each.assertionResults.map(({ status }) => status) : [each.status],
  );
  const passed = statuses.filter((status) => status === 'passed').length;
  const skipped = statuses.filter((status) => status === 'skipped' || status === 'pending').length;
  const failed = statuses.length - passed - skipped;
  if (skipped > 0) process.stdout.write(`── ${name}: ${skipped} skipped, for want of what they read\n`);
  totals.passed += passed;
  totals.failed += ok || failed > 0 ? failed : 1;
}

type VitestResults = { testResults: { status: string; assertionResults: { status: string }[] }[] };

function run(name: string, command: string, words: string[], env: Record<string, string> = {}): boolean {
  process.stdout.write(`\n── ${name}\n`);
  const begun = performance.now();
  const { status } = spawnSync(command, words, { stdio: 'inherit', env: { ...process.env, ...env } });
  process.stdout.write(ending(name, status, begun));
  return status === 0;
}
