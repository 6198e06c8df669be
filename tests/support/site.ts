import { createRequire } from 'node:module';
import fs from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { openPictures } from '../../src/server/pictures/pictures-room.ts';
import { startWeb, type Web } from '../../src/web-server.ts';
import { sharedBrowser } from './browser-environment.ts';
import { setStage, type Stage } from './story.ts';
import { throwawayFolder } from './test-server.ts';
import { type Reader, type Visit, visitsTo } from './visits.ts';

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The built site on a set stage, in a real browser. */
export interface Site {
  stage: Stage;
  web: Web;
  /** Opens an address as this reader; a phone of 390 px unless said otherwise. */
  visit(path: string, reader?: Reader): Promise<Visit>;
  close(): Promise<void>;
}

/** Opens the site; `npm run prepare` must have built it. Close it in afterAll. */
export async function openSite(): Promise<Site> {
  const stage = await setStage();
  const folder = throwawayFolder();
  const config = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' });
  adoptConfig(config);
  openPictures(config.dataDir);
  const web = await startWeb(config);
  const { visit, end } = visitsTo(await sharedBrowser(launch), web.url);
  return {
    stage,
    web,
    visit,
    close: async () => {
      await end();
      await web.close();
      await stage.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What axe finds wrong with a page, one line each; by some of its rules alone if they are named. */
export async function faultsOf(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async (asked) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          where: Node,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; target: string[] }[] }[] }>;
      };
    };
    const size = 'target-size';
    const only = (values: string[]) => ({ runOnly: { type: 'rule', values } });
    const { violations } = await axe.run(
      document,
      asked ? only(asked) : { rules: { [size]: { enabled: true } } },
    );
    const faults: string[] = [];
    for (const { id, nodes } of violations) {
      for (const { html, target } of nodes) {
        const node = document.querySelector(target.join(' '));
        // What a bar at the edge of the window half covers is whole once one has scrolled to it.
        if (id === size && node) {
          node.scrollIntoView({ block: 'center' });
          if ((await axe.run(node, only([size]))).violations.length === 0) continue;
        }
        faults.push(`${id}: ${html}`);
      }
    }
    return faults;
  }, rules);
}

/** How many pixels a page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

/** A browser of its own, for whoever looks at a site that runs elsewhere. */
export function launch(): Promise<Browser> {
  const sandboxless = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = [
    '--disable-gpu',
    // A process less to hand every picture through.
    '--in-process-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: [...sandboxless, ...quiet],
  });
}
