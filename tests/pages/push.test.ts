import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownDevices, pushKey } from '../../src/server/access/citizens/own-push.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { smallTargets, smallText, unmarkedChinese } from '../support/measured.ts';
import { openPushHouse, type PushHouse } from '../support/push-house.ts';
import { deviceOf } from '../support/push-kit.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
let house: PushHouse;
let phones = 0;
const device: Reader = { serviceWorkers: 'allow' };
const here = (page: Page) => page.locator('#push-here [data-state]:visible');
const turnOn = { name: '在这台设备上开通' };

beforeAll(async () => {
  site = await openSite();
  house = await openPushHouse();
  const { push } = readConfig(house.env());
  adoptConfig({ ...currentConfig(), publicUrl: site.web.url, push });
});
afterAll(async () => {
  await house?.close();
  await site?.close();
});

const citizen = async () => (await site.stage.citizen(`1304444${String(1000 + phones++)}`)).citizenId;

/** How the browser answers in a test, since no push service is reached from here. */
interface Answers {
  permission: 'granted' | 'denied' | 'default';
  /** What it subscribes to; null: its service cannot be reached. */
  subscription: { endpoint: string; p256dh: string; auth: string } | null;
}

/** A browser of somebody signed in whose PushManager answers like this from the first page on. */
async function opened(citizenId: number, answers: Answers) {
  const visit = await site.visit('/about', { ...device, as: { citizenId } });
  await visit.page.addInitScript((given) => {
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer;
    const made = (key: ArrayBuffer) => ({
      endpoint: given.subscription?.endpoint,
      options: { applicationServerKey: key },
      getKey: (which: 'p256dh' | 'auth') => bytes(given.subscription?.[which] ?? ''),
      unsubscribe: async () => {
        sessionStorage.removeItem('subscribed');
        return true;
      },
    });
    Object.defineProperty(Notification, 'permission', {
      get: () => sessionStorage.getItem('permission') ?? 'default',
    });
    Notification.requestPermission = async () => {
      sessionStorage.setItem('permission', given.permission);
      return given.permission;
    };
    PushManager.prototype.getSubscription = async () => {
      const key = sessionStorage.getItem('subscribed');
      return (key ? made(bytes(key)) : null) as never;
    };
    PushManager.prototype.subscribe = async (options) => {
      if (!given.subscription) throw new DOMException('no service', 'AbortError');
      const key = options?.applicationServerKey as Uint8Array<ArrayBuffer>;
      sessionStorage.setItem('subscribed', btoa(String.fromCharCode(...key)));
      return made(key.buffer) as never;
    };
  }, answers);
  await visit.page.goto(`${site.web.url}/account/push`);
  return visit;
}

describe('Ms Luo', () => {
  test('comes from her notices, turns push on in this browser, sees it in the list, and off again', async () => {
    const citizenId = await citizen();
    const { subscription } = house.subscribe(pushKey() ?? '');
    const { page, complaints } = await opened(citizenId, { permission: 'granted', subscription });
    await page.goto(`${site.web.url}/mine`);
    await page.getByRole('link', { name: '在这台设备上收到提醒' }).click();
    await page.getByText('这台设备还没有开通').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', turnOn).click();
    await page.getByText('这台设备已经开通推送').waitFor();
    await page.locator('[data-here]:visible').waitFor();
    expect(await here(page).innerText()).toBe('这台设备已经开通。');
    expect(await faultsOf(page)).toEqual([]);
    expect(await ownDevices(citizenId)).toMatchObject([{ browser: expect.stringContaining('Chrome') }]);
    await page.reload();
    await page.locator('[data-here]:visible').waitFor();
    await page.getByRole('button', { name: /^关掉/ }).click();
    await page.getByText('已关掉').waitFor();
    await page.getByText('这台设备还没有开通').waitFor();
    expect(await ownDevices(citizenId)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['denied', '您不让本站发通知'],
    ['default', '还没有允许通知'],
  ] as const)('does not allow it (%s), and reads what to do', async (permission, said) => {
    const { page } = await opened(await citizen(), { permission, subscription: null });
    await page.getByRole('button', turnOn).click();
    await page.getByText(said).waitFor();
    expect(await page.getByRole('button', turnOn).count()).toBe(permission === 'denied' ? 0 : 1);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('has a browser whose service cannot be reached, or one that this site does not know', async () => {
    const far = await opened(await citizen(), { permission: 'granted', subscription: null });
    await far.page.getByRole('button', turnOn).click();
    await far.page.getByText('推送服务现在连不上').waitFor();
    await far.page.context().close();
    const { subscription } = house.subscribe(pushKey() ?? '');
    const odd = { ...subscription, endpoint: 'https://push.example.org/x' };
    const strange = await opened(await citizen(), { permission: 'granted', subscription: odd });
    await strange.page.getByRole('button', turnOn).click();
    await strange.page.getByText('的推送服务，本站不认识').waitFor();
    await strange.page.context().close();
  });

  test('finds that it stopped working, and turns it on once more', async () => {
    const citizenId = await citizen();
    const { subscription } = house.subscribe(pushKey() ?? '');
    const { page } = await opened(citizenId, { permission: 'granted', subscription });
    await page.getByRole('button', turnOn).click();
    await page.locator('[data-here]:visible').waitFor();
    // The browser lost it.
    await page.evaluate(() => sessionStorage.removeItem('subscribed'));
    await page.reload();
    await page.getByText('这台设备上的推送失效了').waitFor();
    await page.getByRole('button', turnOn).click();
    await page.locator('[data-here]:visible').waitFor();
    expect(await ownDevices(citizenId)).toHaveLength(1);
    await page.context().close();
  });

  test('reads in a browser without push, and on a phone of Apple, what to do instead', async () => {
    const citizenId = await citizen();
    for (const [apple, said] of [
      [false, '这个浏览器不支持推送'],
      [true, '添加到主屏幕'],
    ] as const) {
      const { page, leave } = await site.visit('/about', { as: { citizenId }, alone: true });
      await page.addInitScript((tab) => {
        Reflect.deleteProperty(globalThis, 'PushManager');
        if (tab) Object.defineProperty(navigator, 'standalone', { value: false });
      }, apple);
      await page.goto(`${site.web.url}/account/push`);
      await page.getByText(said).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await leave();
    }
  });
});

test('Without a script the page says so, and lists and removes what is on elsewhere; nobody removes another’s', async () => {
  const [citizenId, other] = [await citizen(), await citizen()];
  await deviceOf(house, citizenId, new Date(), { browser: 'Firefox · Android' });
  await deviceOf(house, other, new Date());
  const { page } = await site.visit('/account/push', { javaScriptEnabled: false, as: { citizenId } });
  expect(await page.locator('main').innerText()).toContain('没有打开 JavaScript');
  expect(await here(page).count()).toBe(0);
  expect(await page.locator('main').innerText()).toContain('Firefox · Android');
  const [theirs] = await ownDevices(other);
  await page.locator('input[name=device]').evaluate((input, id) => {
    (input as HTMLInputElement).value = String(id);
  }, theirs?.id);
  await page.getByRole('button', { name: '关掉 Firefox · Android 的推送' }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('没有');
  expect(await ownDevices(other)).toHaveLength(1);
  await page.goto(`${site.web.url}/account/push`);
  await page.getByRole('button', { name: '关掉 Firefox · Android 的推送' }).click();
  expect(await page.locator('main').innerText()).toContain('已关掉');
  expect([await ownDevices(citizenId), (await ownDevices(other)).length]).toEqual([[], 1]);
  await page.context().close();
});

test('Signing out ends the push of this browser', async () => {
  const citizenId = await citizen();
  const { subscription } = house.subscribe(pushKey() ?? '');
  const { page } = await opened(citizenId, { permission: 'granted', subscription });
  await page.getByRole('button', turnOn).click();
  await page.locator('[data-here]:visible').waitFor();
  await page.goto(`${site.web.url}/mine`);
  await page.getByRole('button', { name: '退出' }).click();
  await page.waitForURL(/signed-out/);
  expect(await ownDevices(citizenId)).toEqual([]);
  await page.context().close();
});

test('The page stands in 长辈版, in the dark, in English, and at 320 pixels', async () => {
  const citizenId = await citizen();
  await deviceOf(house, citizenId, new Date(), { browser: 'Edge · Windows' });
  const elder = await site.visit('/account/push', { as: { citizenId }, cookies: { size: 'elder' } });
  expect([...(await smallText(elder.page, 24)), ...(await smallTargets(elder.page, 60))]).toEqual([]);
  expect([await overflowOf(elder.page), await faultsOf(elder.page)]).toEqual([0, []]);
  const narrow = { as: { citizenId }, cookies: { lang: 'en' }, viewport: { width: 320, height: 568 } };
  const { page } = await site.visit('/account/push', { ...narrow, colorScheme: 'dark' });
  expect([await overflowOf(page), await faultsOf(page), await unmarkedChinese(page)]).toEqual([0, [], []]);
});

describe('The keeper of the pages', () => {
  async function deliver(page: Page, data: string): Promise<void> {
    const line: CDPSession = await page.context().newCDPSession(page);
    const registered = new Promise<string>((resolve) =>
      line.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [first] = registrations;
        if (first) resolve(first.registrationId);
      }),
    );
    await line.send('ServiceWorker.enable');
    const registrationId = await registered;
    await line.send('ServiceWorker.deliverPushMessage', { origin: site.web.url, registrationId, data });
  }

  test('shows what comes in the house’s words, one at a time', async () => {
    const { page } = await site.visit('/about', device);
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    // A browser without a screen has no place for notifications: what it was given to show is written down in its worker.
    const [worker] = page.context().serviceWorkers();
    await worker?.evaluate(() => {
      const keeper = globalThis as unknown as { registration: ServiceWorkerRegistration; shown: unknown[] };
      keeper.shown = [];
      keeper.registration.showNotification = async (title, { body, tag } = {}) =>
        void keeper.shown.push({ title, body, tag });
    });
    const shown = () => worker?.evaluate(() => (globalThis as unknown as { shown: unknown[] }).shown);
    await deliver(page, '{"lang":"zh"}');
    const first = { title: '回音 领导留言板', body: '您有新消息，点开看看。', tag: 'notices' };
    await expect.poll(shown).toEqual([first]);
    await deliver(page, '{"lang":"en","title":"骗人的话"}');
    // Of one tag a browser shows the last alone.
    const second = {
      title: 'Huiyin message board',
      body: 'There is something new for you. Open to see it.',
      tag: first.tag,
    };
    await expect.poll(shown).toEqual([first, second]);
    await page.context().close();
  });
});
