import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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

/**
 * Visits to the site at this address; a phone of 390 px unless said otherwise. A page has a process of its own, and to
 * start one takes five times the computing of going on to another address: a page that was left is cleaned, and the next
 * visit with the same device goes on with it.
 */
export function visitsTo(browser: Browser, url: string): (path: string, reader?: Reader) => Promise<Visit> {
  const left = new Map<string, Page[]>();

  return async (path, { cookies = {}, as, alone, ...wished } = {}) => {
    // What a device keeps for when there is no connection is the affair of few tests.
    const device: BrowserContextOptions = { viewport: phone, serviceWorkers: 'block', ...wished };
    const key = JSON.stringify(device);
    const isOnce = alone || device.serviceWorkers === 'allow';
    const page = (!isOnce && left.get(key)?.pop()) || (await (await browser.newContext(device)).newPage());
    const session = as ? { [sessionCookie]: (await beginSession(as, new Date())).secret } : {};
    const all = Object.entries({ ...cookies, ...session });
    await page.context().addCookies(all.map(([name, value]) => ({ name, value, url })));
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url + path);

    let isOpen = true;
    const leave = async () => {
      if (!isOpen || page.isClosed()) return;
      isOpen = false;
      if (isOnce) return page.context().close();
      await clean(page, url, device);
      left.set(key, [...(left.get(key) ?? []), page]);
    };
    if (TestRunner.getCurrentTest()) onTestFinished(leave);
    return { page, complaints, leave };
  };
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
