import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished, TestRunner } from 'vitest';
import { beginSession } from '../../src/server/access/session.ts';
import { sessionCookie } from '../../src/server/access/who.ts';

/** How somebody looks at the site: device, wishes, and who they are. */
export interface Reader extends BrowserContextOptions {
  /** Display settings and other cookies. */
  cookies?: Record<string, string>;
  /** Signed in as this citizen or member of staff. */
  as?: { citizenId: number } | { staffId: number };
  /** For what a page cannot be rid of: a script that runs before those of the site, a route, an authenticator. */
  alone?: boolean;
}

/** A page that somebody has open, with everything that the browser complained of (refused styles and scripts too). */
export interface Visit {
  page: Page;
  complaints: string[];
  /** Ends the visit, for whoever makes many in one test: each ends with its test by itself. */
  leave(): Promise<void>;
}

/** Visits to one site. */
export interface Visits {
  /** Opens an address as this reader; a phone of 390 px unless said otherwise. */
  visit(path: string, reader?: Reader): Promise<Visit>;
  /** Closes what is still open of them, before the site itself closes. */
  end(): Promise<void>;
}

/**
 * Visits to the site at this address. A page has a process of its own, and to start one takes five times the computing of
 * going on to another address: a page that was left is cleaned, and the next visit with the same device goes on with it, also
 * one to the site of another test file.
 */
export function visitsTo(browser: Browser, url: string): Visits {
  const open = new Set<BrowserContext>();

  const visit: Visits['visit'] = async (path, { cookies = {}, as, alone, ...wished } = {}) => {
    // What a device keeps for when there is no connection is the affair of few tests.
    const device: BrowserContextOptions = { viewport: phone, serviceWorkers: 'block', ...wished };
    const isOnce = alone || device.serviceWorkers === 'allow';
    const page =
      (!isOnce && takeLeft(browser, device)) || (await (await browser.newContext(device)).newPage());
    const context = page.context();
    open.add(context);
    const session = as ? { [sessionCookie]: (await beginSession(as, new Date())).secret } : {};
    const all = Object.entries({ ...cookies, ...session });
    await context.addCookies(all.map(([name, value]) => ({ name, value, url })));
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url + path);

    const leave = async () => {
      if (!open.delete(context)) return;
      if (isOnce || page.isClosed()) return context.close();
      await clean(page, url, device);
      await keepLeft(browser, device, page);
    };
    if (TestRunner.getCurrentTest())
      onTestFinished(async ({ task }) => {
        if (task.result?.state === 'fail') await tellOf(page);
        await leave();
      });
    return { page, complaints, leave };
  };

  return {
    visit,
    end: async () => {
      for (const context of open) await context.close();
      open.clear();
    },
  };
}

/** What whoever reads of a failed test would like to see: where its page stands, and what it says. */
async function tellOf(page: Page): Promise<void> {
  if (page.isClosed()) return;
  const said = await page.locator('body').ariaSnapshot({ timeout: 5_000 }).catch(String);
  process.stderr.write(`The page at ${page.url()} says:\n${said.slice(0, 6_000)}\n`);
}

/** Pages that were left, the last one last, and the device of each as it was wished. */
const left = new WeakMap<Browser, { key: string; page: Page }[]>();
// Each holds some 80 MB.
const mostLeft = 12;

function takeLeft(browser: Browser, device: BrowserContextOptions): Page | undefined {
  const all = left.get(browser) ?? [];
  const at = all.findLastIndex(({ key }) => key === JSON.stringify(device));
  return at === -1 ? undefined : all.splice(at, 1)[0]?.page;
}

async function keepLeft(browser: Browser, device: BrowserContextOptions, page: Page): Promise<void> {
  const all = left.get(browser) ?? [];
  left.set(browser, all);
  all.push({ key: JSON.stringify(device), page });
  if (all.length > mostLeft) await all.shift()?.page.context().close();
}

const phone = { width: 390, height: 844 };

/** Makes a page as if it had just been opened, but for the way back. */
async function clean(page: Page, url: string, device: BrowserContextOptions): Promise<void> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  for (const event of ['console', 'pageerror', 'request', 'response'] as const)
    page.removeAllListeners(event);
  // To the same site, since a blank page would be a process of its own; what the last page does on leaving comes before the rest.
  await page.goto(`${url}/healthz`);
  await page.evaluate(() => sessionStorage.clear());
  await context.clearCookies();
  await context.clearPermissions();
  const tools = await context.newCDPSession(page);
  await tools.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' });
  await tools.detach();
  await page.setViewportSize(device.viewport ?? phone);
  await page.emulateMedia({
    media: null,
    colorScheme: device.colorScheme ?? 'light',
    contrast: device.contrast ?? 'no-preference',
    forcedColors: device.forcedColors ?? 'none',
    reducedMotion: device.reducedMotion ?? 'no-preference',
  });
}
