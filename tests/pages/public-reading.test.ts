import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { review } from '../../src/server/life/intake/review.ts';
import { showCode } from '../../src/domain/public-code.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
let story: BoardStory;
const now = new Date();
const lamps = 23;

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, now);
  for (let n = 1; n <= lamps; n += 1) {
    const at = new Date(now.getTime() - 2 * 86_400_000 - n * 60_000);
    const code = await story.write(
      story.zhou,
      { title: `第${n}盏路灯不亮`, body: '人民路的路灯不亮，已经一周。', topic: 194 },
      at,
    );
    await review(code, { visibility: 'public' }, story.office.reviewer, new Date(at.getTime() + 1000));
  }
});
afterAll(() => site?.close());

const noScript: Reader = { javaScriptEnabled: false };

const scriptOf = (name: string) =>
  new RegExp(`<script type="module" src="/_app/immutable/workers/${name}-[^"]+"></script>`);

describe('Every public page', () => {
  const addresses = () => [
    '/',
    '/messages',
    '/messages?province=510000&kind=help&topic=7&q=路灯',
    `/messages/${story.bridge}`,
    `/messages/${story.late}`,
    `/messages/${story.closed}`,
    '/messages/100000000009',
    '/leaders',
    '/leaders?q=chengdu',
    `/leaders/${story.leaderId}`,
    '/regions',
    '/regions/510800',
    '/ministries',
    '/sign-in',
  ];
  const wide = { width: 1280, height: 900 };

  // On a phone, in 长辈版 and in English they are looked at in for-everyone.test.ts.
  test('is accessible, fits the screen and breaks no policy on a desk top, dark', async () => {
    for (const address of addresses()) {
      const { page, complaints, leave } = await site.visit(address, { viewport: wide, colorScheme: 'dark' });
      expect([address, await faultsOf(page)]).toEqual([address, []]);
      expect([address, await overflowOf(page)]).toEqual([address, 0]);
      expect(complaints.filter((each) => !each.includes('404'))).toEqual([]);
      await leave();
    }
  }, 180_000);

  test('ships two scripts, for the search and for those without a connection, and nothing inline', async () => {
    for (const address of addresses()) {
      const html = await (await fetch(site.web.url + address, { headers: { accept: 'text/html' } })).text();
      // Facts for search engines are data: nothing of them runs.
      const facts = /<script type="application\/ld\+json">[^<]*<\/script>/g;
      const text = html
        .replaceAll(/&lt;.*?>/g, '')
        .replaceAll(facts, '')
        .replace(scriptOf('suggest-live'), '')
        .replace(scriptOf('on-device'), '');
      expect([address, /<script|\sstyle=|<style|\son[a-z]+="/.exec(text)?.[0]]).toEqual([address, undefined]);
    }
  });
});

describe('The page of a message', () => {
  test('tells the whole way of the bridge on one line, with the seal and the running clock', async () => {
    const { page } = await site.visit(`/messages/${story.bridge}`, noScript);
    const stations = await page
      .getByRole('list', { name: '办理轨迹' })
      .getByRole('heading', { level: 2 })
      .allInnerTexts();
    const way = [
      '收到',
      '审核通过，公开刊发',
      '转送广元市信访局',
      '受理',
      '进展告知',
      '答复',
      '没有解决',
      '第二次答复',
      '评价',
      '回访',
      '办结',
    ];
    expect(stations).toEqual(way);
    expect(await page.getByRole('img', { name: '正式答复印记' }).count()).toBe(2);
    const trace = await page.getByRole('list', { name: '办理轨迹' }).innerText();
    expect(trace).toContain('用时48分钟');
    expect(trace).toContain('手机号已隐去');
    expect(trace).toContain('满意');
    expect(await page.locator('[aria-current=step]').innerText()).toContain('回访');
  });

  test('says on top where the message stands, who answers and until when', async () => {
    const { page } = await site.visit(`/messages/${story.late}`, noScript);
    const strip = await page.locator('dl.strip').innerText();
    expect(strip).toMatch(/办理中[\s\S]*广元市信访局[\s\S]*答复[\s\S]*24:00[\s\S]*已逾期\d+个工作日/);
    const closed = await site.visit(`/messages/${story.closed}`, noScript);
    expect(await closed.page.locator('dl.strip').innerText()).toMatch(/已办结[\s\S]*留言人说已解决/);
    expect(await closed.page.locator('[aria-current=step]').count()).toBe(0);
  });

  test('is told to search engines and chats by its public text alone', async () => {
    const { page } = await site.visit(`/messages/${story.bridge}`, noScript);
    const meta = (name: string) =>
      page.locator(`meta[property="${name}"], meta[name="${name}"]`).getAttribute('content');
    expect(await meta('og:title')).toBe('乡道桥面塌陷三个月，娃娃上学要绕行七公里');
    expect(await meta('description')).toContain('便桥已通行');
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(
      `${site.web.url}/messages/${story.bridge}`,
    );
    expect(await page.content()).not.toContain('13800138000');
  });

  test('shows markup that somebody wrote as the text that it is', async () => {
    const { page, complaints } = await site.visit(`/messages/${story.markup}`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('<b>"路灯"</b>几点亮？');
    expect(await page.title()).toContain('<b>"路灯"</b>');
    expect(await page.locator('main').innerText()).toContain('<img src=x onerror="alert(1)">');
    expect(await page.locator('main img[src=x], main script').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('is found by its number as people type it', async () => {
    const { page } = await site.visit(`/messages/${encodeURIComponent(showCode(story.late))}`, noScript);
    expect(new URL(page.url()).pathname).toBe(`/messages/${story.late}`);
    await page.getByRole('searchbox', { name: '搜索留言、领导或地名' }).fill(showCode(story.closed));
    await page.getByRole('button', { name: '搜索' }).click();
    expect(new URL(page.url()).pathname).toBe(`/messages/${story.closed}`);
  });
});

describe('The list', () => {
  test('leads to older messages and back to the newest, by time of publication', async () => {
    const { page } = await site.visit('/messages', noScript);
    const first = await page.locator('ol.items > li').count();
    const counted = await page.getByRole('link', { name: /^全部/ }).locator('small').innerText();
    await page.getByRole('link', { name: '看更早的留言' }).click();
    const older = await page.locator('ol.items > li').count();
    expect(first + older).toBe(Number(counted));
    await page.getByRole('link', { name: '回到最新' }).click();
    expect(await page.locator('ol.items > li').count()).toBe(first);
  });

  test('is narrowed by province, then city, by plain forms, and says so when nothing is left', async () => {
    const { page } = await site.visit('/messages', { ...noScript, viewport: { width: 1280, height: 900 } });
    const filter = page.getByRole('button', { name: '筛选' });
    await page.getByLabel('省份').selectOption({ label: '四川省' });
    await filter.click();
    await page.getByLabel('市州').selectOption({ label: '广元市' });
    await page.getByLabel('类型').selectOption({ label: '咨询' });
    await filter.click();
    expect(await page.locator('ol.items > li').count()).toBe(2);
    await page.getByRole('link', { name: /^办理中/ }).click();
    expect(await page.locator('ol.items h2').allInnerTexts()).toEqual([
      '租房落户的孩子，明年小学划片按房还是按户',
    ]);
    await page.getByLabel('省份').selectOption({ label: '北京市' });
    await filter.click();
    await page.getByRole('heading', { name: '没有找到' }).waitFor();
    await page.getByRole('link', { name: '清除筛选' }).first().click();
    expect(new URL(page.url()).search).toBe('');
  });

  test('meets a place in the list that never was with the first page and a word', async () => {
    const { page } = await site.visit('/messages?after=not-a-place', noScript);
    expect(await page.getByRole('status').innerText()).toContain('翻页位置已失效');
    expect(await page.locator('ol.items > li').count()).toBeGreaterThan(0);
  });

  test.each([
    'kind=x&topic=99999&region=1&leader=99999999999999999999&status=gone',
    'province=%27&city=510100&county=9',
    'topic=-1&sub=abc',
    `q=${'灯'.repeat(300)}`,
  ])('passes over what is no choice: %s', async (query) =>
    expect((await fetch(`${site.web.url}/messages?${query}`)).status).toBe(200),
  );
});

test('A visitor finds a leader by pinyin, reads what the post takes, and starts to write', async () => {
  const { page } = await site.visit('/leaders', noScript);
  await page.getByLabel('职务、地名或拼音').fill('guangyuan');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('link', { name: '广元市委书记', exact: true }).click();
  expect(await page.locator('main').innerText()).toContain('留言由广元市信访局代收办理');
  const write = page.getByRole('link', { name: '给广元市委书记留言' });
  expect(await write.getAttribute('href')).toBe(`/write?leader=${story.leaderId}`);
});

test('The front page tells the newest answers, and every province leads to its page', async () => {
  const { page } = await site.visit('/', { ...noScript, viewport: { width: 1280, height: 900 } });
  const answered = page.getByRole('region', { name: '刚刚有了回音' });
  expect((await answered.getByRole('heading', { level: 3 }).allInnerTexts())[0]).toContain('早高峰地铁口');
  await page
    .getByRole('list', { name: /各省份的答复率/ })
    .getByRole('link', { name: /^四川省/ })
    .click();
  await page.getByRole('heading', { level: 1, name: '四川省' }).waitFor();
  await page.getByRole('link', { name: '广元市', exact: true }).click();
  expect(await page.locator('main').innerText()).toContain('给广元市委书记留言');
});

test.each([
  '/leaders/999999',
  '/leaders/x',
  '/regions/999999',
  '/regions/abc',
  '/messages/x',
  '/messages/1418',
])('%s is told to be missing', async (address) => {
  const response = await fetch(site.web.url + address, { headers: { accept: 'text/html' } });
  expect(response.status).toBe(404);
  expect(await response.text()).not.toMatch(/\bat \S+:\d+/);
});
