import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { review } from '../../src/server/life/intake/review.ts';
import { sessionCookie } from '../../src/server/access/who.ts';
import { giveNotice } from '../../src/server/store/notices.ts';
import { app } from '../../src/server/store/db.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { faultsOf, openSite, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
let story: BoardStory;

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
});
afterAll(() => site?.close());

const noScript: Reader = { javaScriptEnabled: false };
const asLuo = (): Reader => ({ ...noScript, as: { citizenId: story.luo.citizenId } });
const path = (page: Page): string => new URL(page.url()).pathname;

describe('Luo signs in by phone', () => {
  test('is told what is wrong with number and code, and comes back to where she wanted to go', async () => {
    const { page } = await site.visit(`/messages/${story.kept}`, noScript);
    await page.getByRole('link', { name: '确认手机号' }).click();
    await page.getByLabel('手机号').fill('1380013');
    await page.getByRole('button', { name: '获取验证码' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('11 位手机号');
    expect(await page.getByLabel('手机号').inputValue()).toBe('1380013');
    await page.getByLabel('手机号').fill('138 0013 8000');
    await page.getByRole('button', { name: '获取验证码' }).click();
    expect(await page.getByRole('status').innerText()).toContain('138****8000');
    const code = await page.locator('.code-shown').innerText();
    await page.getByLabel('短信验证码').fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '确认并登录' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('验证码不对');
    await page.getByLabel('短信验证码').fill(code);
    await page.getByRole('button', { name: '确认并登录' }).click();
    expect(path(page)).toBe(`/messages/${story.kept}`);
    expect(await page.locator('main').innerText()).toContain('不公开办理');
  });

  test('is never sent to a strange site, and signs out for good', async () => {
    const { page } = await site.visit('/sign-in?back=https://elsewhere.example/x', noScript);
    await page.getByLabel('手机号').fill('13800138000');
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByLabel('短信验证码').fill(await page.locator('.code-shown').innerText());
    await page.getByRole('button', { name: '确认并登录' }).click();
    expect(page.url()).toBe(`${site.web.url}/`);
    await page.goto(`${site.web.url}/mine`);
    const secret = (await page.context().cookies()).find((cookie) => cookie.name === sessionCookie)?.value;
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('status').waitFor();
    const again = await fetch(`${site.web.url}/mine`, {
      redirect: 'manual',
      headers: { cookie: `${sessionCookie}=${secret}` },
    });
    expect([again.status, again.headers.get('location')]).toEqual([303, '/sign-in?back=/mine']);
  });
});

describe('My messages', () => {
  test('shows every message with its state and whose turn it is, accessible', async () => {
    const { page, complaints } = await site.visit('/mine', { as: { citizenId: story.luo.citizenId } });
    const rows = await page.locator('ol.items > li').allInnerTexts();
    const states = ['审核中', '未予刊发', '不公开办理', '已撤回', '已办理', '已办理'];
    expect(rows).toHaveLength(states.length);
    states.forEach((state, index) => expect(rows[index]).toContain(state));
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('tells what happened, and forgets to say so once it was read', async () => {
    const { id } = await app()
      .selectFrom('messages')
      .select('id')
      .where('code', '=', story.answered)
      .executeTakeFirstOrThrow();
    await giveNotice({
      citizenId: story.luo.citizenId,
      messageId: id,
      what: 'answered',
      cause: `${id}:told`,
      at: new Date(),
      sms: null,
    });
    const { page } = await site.visit('/mine', asLuo());
    const notices = page.getByRole('complementary', { name: '消息' });
    expect(await notices.innerText()).toContain('1条未读');
    expect(await notices.getByRole('link', { name: /有了正式答复/ }).getAttribute('href')).toBe(
      `/messages/${story.answered}`,
    );
    await page.getByRole('button', { name: '都已看过' }).click();
    expect(await notices.innerText()).not.toContain('未读');
  });
});

describe('Luo and her own message', () => {
  test('sees her own words beside what the public sees, and her remark', async () => {
    const { page } = await site.visit(`/messages/${story.bridge}`, asLuo());
    expect(await page.getByRole('list', { name: '办理轨迹' }).innerText()).toContain('手机号已隐去');
    const own = await page.getByRole('complementary', { name: '以下只有您看得到' }).innerText();
    for (const words of ['13800138000', '罗小满', '请18点后来电']) expect(own).toContain(words);
  });

  test('rates the answer: what is missing is said beside its field, and nothing is lost', async () => {
    const { page } = await site.visit(`/messages/${story.answered}`, asLuo());
    await page.getByRole('link', { name: '评价这次答复' }).click();
    const mark = (scale: string, word: string) =>
      page.getByRole('group', { name: scale }).getByRole('radio', { name: word }).check({ force: true });
    await mark('解决程度', '较好');
    await page.getByLabel('还想说的').fill('划线很快');
    await page.getByLabel('先不说').check();
    await page.getByRole('button', { name: '提交评价' }).click();
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(2);
    await page.getByRole('alert').getByRole('link').first().click();
    expect(new URL(page.url()).hash).toBe('#attitude');
    expect(await page.getByLabel('还想说的').inputValue()).toBe('划线很快');
    expect(
      await page.getByRole('group', { name: '解决程度' }).getByRole('radio', { name: '较好' }).isChecked(),
    ).toBe(true);
    await mark('办理态度', '很好');
    await mark('办理速度', '很好');
    await page.getByRole('button', { name: '提交评价' }).click();
    expect(await page.getByRole('status').innerText()).toContain('评价已记下');
    expect(await page.getByRole('list', { name: '办理轨迹' }).innerText()).toContain('很满意');
    const stranger = await site.visit(`/messages/${story.answered}`, noScript);
    expect(await stranger.page.locator('main').innerText()).not.toContain('划线很快');
  });

  test('says that it is not settled: it is handled again, on a new clock', async () => {
    const { page } = await site.visit(`/messages/${story.answered}/follow-up`, asLuo());
    await page.getByRole('button', { name: '提交' }).click();
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(2);
    await page.getByRole('radio', { name: /没有解决/ }).check();
    await page.getByLabel('写在这里').fill('围栏第二天就坏了。');
    await page.getByRole('button', { name: '提交' }).click();
    expect(await page.getByRole('status').innerText()).toContain('重新办理');
    expect(await page.locator('dl.strip').innerText()).toContain('办理中');
    const stranger = await site.visit(`/messages/${story.answered}`, noScript);
    const text = await stranger.page.locator('main').innerText();
    expect(text).toContain('留言回到“办理中”');
    expect(text).not.toContain('围栏第二天就坏了');
  });

  test('learns why a message was not shown, mends it and sends it again', async () => {
    const { page } = await site.visit(`/messages/${story.rejected}`, asLuo());
    expect(await page.locator('main').innerText()).toContain('请去掉老板的姓名和电话');
    await page.getByRole('link', { name: '修改后再交' }).click();
    await page.getByLabel('标题').fill('楼下饭店油烟'.repeat(5));
    await page.getByLabel('正文').fill('楼下饭店的油烟直排，夜里也不停。');
    await page.getByRole('button', { name: '改好了，再交' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('请删去 8 个字');
    expect(await page.getByLabel('正文').inputValue()).toBe('楼下饭店的油烟直排，夜里也不停。');
    await page.getByLabel('标题').fill('楼下饭店油烟直排');
    await page.getByRole('button', { name: '改好了，再交' }).click();
    expect(await page.getByRole('status').innerText()).toContain('重新审核');
    expect(await page.locator('dl.strip').innerText()).toContain('审核中');
  });

  test('withdraws a message after being asked once more', async () => {
    const code = await story.write(
      story.luo,
      { title: '一件马上解决的事' },
      new Date(Date.now() - 3_600_000),
    );
    await review(code, { visibility: 'public' }, story.office.reviewer, new Date());
    const { page } = await site.visit(`/messages/${code}`, asLuo());
    await page.getByRole('link', { name: '撤回这件留言' }).click();
    await page.getByRole('heading', { level: 1, name: '撤回这件留言？' }).waitFor();
    await page.getByRole('button', { name: '确定撤回' }).click();
    expect(await page.getByRole('status').innerText()).toContain('已撤回');
    expect((await fetch(`${site.web.url}/messages/${code}`)).status).toBe(404);
    await page.goto(`${site.web.url}/messages/${code}/withdraw`);
    expect(await page.locator('main').innerText()).toContain('现在不能做这一步');
  });

  test('keeps her words when the session ended while she wrote', async () => {
    const { page } = await site.visit(`/messages/${story.bridge}/follow-up`, asLuo());
    await page.getByRole('radio', { name: /补充情况/ }).check();
    await page.getByLabel('写在这里').fill('桥头的牌子倒了。');
    await page.context().clearCookies();
    await page.getByRole('button', { name: '提交' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('登录');
    expect(await page.getByLabel('写在这里').inputValue()).toBe('桥头的牌子倒了。');
    expect(await page.getByRole('link', { name: '在新窗口登录' }).count()).toBe(1);
  });

  test.each(['', '/follow-up', '/rate', '/withdraw'])(
    'finds the page %s accessible with JavaScript on too',
    async (step) => {
      const { page, complaints } = await site.visit(`/messages/${story.bridge}${step}`, {
        as: { citizenId: story.luo.citizenId },
      });
      expect(await faultsOf(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );
});
