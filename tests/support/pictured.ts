import type { Page } from 'playwright-core';

/** Keeps a picture of the page in the folder that SHOTS names, so that a person can look at it; without it, nothing. */
export async function pictured(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (!folder) return;
  const width = page.viewportSize()?.width ?? 0;
  // The desk scrolls in its panes: made tall, the whole of it shows.
  const height = await page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('html, main, main > .scroll')].map((e) => e.scrollHeight)),
  );
  await page.setViewportSize({ width, height: Math.min(height + 200, 6000) });
  await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
}
