import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { openSite, type Site } from '../support/site.ts';
import { chooseMatter, typeWords, scriptless } from '../support/writer.ts';

let site: Site;
let secretary: number;

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  secretary = (await site.stage.leader('成都市委书记')).id;
});
afterAll(() => site?.close());

describe('what is no form at all', () => {
  const paths = [
    '/write',
    '/write/matter',
    '/write/words',
    '/write/pictures?do=add',
    '/write/pictures?do=show',
    '/write/person',
    '/write/preview',
  ];
  const bodies: [string, string, string][] = [
    ['a broken multipart', 'multipart/form-data; boundary=x', '--y\r\nnonsense'],
    ['a multipart without a boundary', 'multipart/form-data', 'nonsense'],
    ['broken UTF-8', 'application/x-www-form-urlencoded', 'title=%ff%fe&do=%80&version=1&leader=%c0'],
    [
      'zero bytes',
      'application/x-www-form-urlencoded',
      'title=%00&do=next&version=1&leader=%00&name=%00&picture=%00',
    ],
    ['JSON', 'application/json', '{"title":'],
    ['nothing', 'text/plain', ''],
  ];
  test.each(bodies)('%s is never a fault of ours', async (_, contentType, body) => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page);
    for (const path of paths) {
      const answer = await page.context().request.post(site.web.url + path, {
        data: body,
        headers: { 'content-type': contentType, origin: site.web.url, accept: 'text/html' },
        maxRedirects: 0,
      });
      expect(answer.status(), path).toBeLessThan(500);
      expect(await answer.text(), path).not.toMatch(/\bat \S+:\d+:\d+/);
    }
  });

  test('A form of a strange site is refused', async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    const answer = await page.context().request.post(`${site.web.url}/write/words`, {
      form: { title: 'x', do: 'next', version: '1' },
      headers: { origin: 'https://elsewhere.example', accept: 'text/html' },
    });
    expect(answer.status()).toBe(403);
  });
});
