import type { Browser } from 'playwright-core';
import type { Environment } from 'vitest/runtime';

// Environment and test files have copies of a module each, and one and the same process.
const place = Symbol.for('huiyin.test-browser');
const process_ = globalThis as unknown as Record<symbol, Browser | undefined>;

/** The browser that test files share which run in this process one after the other. */
export async function sharedBrowser(launch: () => Promise<Browser>): Promise<Browser> {
  const running = process_[place];
  if (running?.isConnected()) return running;
  return (process_[place] = await launch());
}

/** What page tests run in: the browser ends with its process. */
export default {
  name: 'browser',
  viteEnvironment: 'ssr',
  setup: () => ({
    teardown: () => process_[place]?.close(),
  }),
} satisfies Environment;
