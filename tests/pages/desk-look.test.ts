import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
const paths: Record<string, [who: 'jia' | 'zhao' | 'qian' | 'operator', path: string]> = {};

beforeAll(async () => {
  desk = await openDesk();
  const long = '某某省某某自治州某某满族自治县经济技术开发区管理委员会';
  const rich = await desk.write({
    title: '路面塌了,井盖松动',
    body: '我叫罗大山,电话13900001111。\n车牌川A·7K2Z8。',
    place: '桥头村三组',
    remark: '白天在工地',
    urgency: 'urgent',
  });
  const hidden = await desk.write({ title: '邻居被打', visibility: 'private' });
  const answered = await desk.answered({ title: '桥塌了' });
  const { followUpId } = await followUp(
    answered.code,
    { type: 'facts', text: '又裂了。' },
    answered.author,
    ago(90),
  );
  await rate(
    answered.code,
    { solved: 2, attitude: 4, speed: 3, words: '桥面不平。' },
    answered.author,
    ago(60),
  );
  const drafted = await desk.transferred({ title: '水管爆了' });
  await accept(drafted.code, desk.zhao, ago(200));
  await draftReply(
    drafted.code,
    { type: 'final', text: `已修。`.repeat(80), unit: long },
    desk.zhao,
    ago(100),
  );
  const fresh = await desk.transferred({ title: '路灯不亮' });
  Object.assign(paths, {
    queue: ['jia', '/desk/review'],
    'an empty cut': ['jia', '/desk/review?tab=mended'],
    case: ['jia', `/desk/review/${rich.code}`],
    'private case': ['jia', `/desk/review/${hidden.code}`],
    'decided case': ['jia', `/desk/review/${answered.code}`],
    'follow-up': ['jia', `/desk/review/${answered.code}/follow-up/${followUpId}`],
    office: ['zhao', '/desk/handling'],
    'to accept': ['zhao', `/desk/handling/${fresh.code}`],
    'own draft': ['zhao', `/desk/handling/${drafted.code}`],
    'to sign': ['qian', `/desk/handling/${drafted.code}`],
    'to visit': ['qian', `/desk/handling/${answered.code}`],
    people: ['operator', '/desk/people'],
    'a strange room': ['zhao', '/desk/review'],
  });
});
afterAll(() => desk?.close());

const readers: [string, Reader][] = [
  ['on a desk top', { viewport: { width: 1280, height: 900 } }],
  ['on a phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ['in 长辈版 on a phone', { viewport: { width: 390, height: 844 }, cookies: { size: 'elder' } }],
  [
    'in English, with less motion',
    { viewport: { width: 1280, height: 900 }, cookies: { lang: 'en' }, reducedMotion: 'reduce' },
  ],
];

describe.each(readers)('%s', (_, reader) => {
  test.each([
    'queue',
    'an empty cut',
    'case',
    'private case',
    'decided case',
    'follow-up',
    'office',
    'to accept',
    'own draft',
    'to sign',
    'to visit',
    'people',
    'a strange room',
  ])('%s is accessible, fits the screen, and obeys the policy of the page', async (name) => {
    const [who, path] = paths[name]!;
    const { page, complaints } = await desk.at(desk[who], path, reader);
    await page.waitForLoadState('networkidle');
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints.filter((each) => !each.includes('403'))).toEqual([]);
  });
});

test('On a phone the queue and the case are two screens', async () => {
  const phone = { viewport: { width: 390, height: 844 } };
  const { page } = await desk.at(desk.jia, '/desk/review', phone);
  await page.getByRole('link', { name: /路面塌了/ }).click();
  await page.getByRole('heading', { level: 1, name: /路面塌了/ }).waitFor();
  expect(await page.getByRole('link', { name: /邻居被打/ }).isVisible()).toBe(false);
  await page.getByRole('link', { name: /^队列/ }).click();
  await page.getByRole('link', { name: /邻居被打/ }).waitFor();
});

test('A long queue stands on pages of fifty; a page that was worked off leads back to the first', async () => {
  for (let n = 0; n < 60; n += 1) await desk.write({ title: `第${n}盏路灯`, body: '不亮。' }, 300 + n);
  const { page } = await desk.at(desk.yi, '/desk/review?order=come');
  const rows = page.locator('#queue ol > li');
  expect(await rows.count()).toBe(50);
  await page.getByRole('link', { name: '下一页' }).click();
  await page.getByText(/第 51–\d+ 条/).waitFor();
  expect(await rows.count()).toBeLessThan(50);
  await page.goto(`${desk.site.web.url}/desk/review?order=come&offset=5000`);
  await page.waitForURL('**/desk/review?order=come');
  expect(await rows.count()).toBe(50);
});
