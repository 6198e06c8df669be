import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

// node scripts/lighthouse.ts http://127.0.0.1:8080 [path …]: what Lighthouse says of a running site on its phone profile, the median
// of five runs a page. Lighthouse is fetched by npx where it is not installed; CHROME_PATH names the browser.
const run = promisify(execFile);
const [site = 'http://127.0.0.1:8080', ...asked] = process.argv.slice(2);
const runs = Number(process.env['RUNS'] ?? 5);
const flags = `--headless=new --disable-gpu${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`;
const kinds = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Scores = Record<(typeof kinds)[number], number>;

for (const path of asked.length > 0 ? asked : ['/', '/messages', await firstMessage(), '/write']) {
  const found: Scores[] = [];
  const failed = new Set<string>();
  let broken = 0;
  while (found.length < runs) {
    try {
      found.push(await look(path, failed));
    } catch (error) {
      // On a busy machine the browser now and then records nothing; that is no figure, and it is said.
      broken += 1;
      if (broken > runs) throw error;
    }
  }
  const medians = kinds.map((kind) => `${kind} ${median(found.map((scores) => scores[kind]))}`);
  process.stdout.write(`${path}: ${medians.join(', ')} (${runs} runs, ${broken} broken)\n`);
  if (failed.size > 0) process.stdout.write(`  not whole: ${[...failed].join(', ')}\n`);
}

async function firstMessage(): Promise<string> {
  const html = await (await fetch(`${site}/messages`, { headers: { accept: 'text/html' } })).text();
  return /href="(\/messages\/\d{12})"/.exec(html)?.[1] ?? '/messages';
}

async function look(path: string, failed: Set<string>): Promise<Scores> {
  const asJson = ['--output=json', '--output-path=stdout', '--quiet', `--chrome-flags=${flags}`];
  const { stdout } = await run('npx', ['--yes', 'lighthouse@13', site + path, ...asJson], {
    maxBuffer: 64 * 1024 * 1024,
    env: { CHROME_PATH: '/usr/bin/chromium', ...process.env },
  });
  const report = JSON.parse(stdout) as {
    categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
    audits: Record<string, { score: number | null }>;
  };
  for (const kind of kinds)
    for (const { id, weight } of report.categories[kind]?.auditRefs ?? [])
      if (weight > 0 && (report.audits[id]?.score ?? 1) < 0.9) failed.add(id);
  return Object.fromEntries(
    kinds.map((kind) => [kind, Math.round((report.categories[kind]?.score ?? 0) * 100)]),
  ) as Scores;
}

function median(all: number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}
