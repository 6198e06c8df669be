import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import { askExtension } from '../../src/server/life/clocks/ask-extension.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { rowsOf } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let above: Extract<Actor, { kind: 'staff' }>;
const plain = { javaScriptEnabled: false };
const phone = { viewport: { width: 390, height: 844 } };
const inDays = (n: number) => addDays(dayOf(new Date()), n);

beforeAll(async () => {
  desk = await openDesk();
  const { officeId } = await desk.site.stage.leader('广元市委书记');
  const [up] = await rowsOf<{ id: number }>('select above_id as id from offices where id = $1', [officeId]);
  above = await desk.site.stage.staff('周督', 'supervisor', up?.id as number);
});
afterAll(() => desk?.close());

async function inHand(title: string) {
  const made = await desk.transferred({ title, anotherMatter: true });
  await accept(made.code, desk.zhao, ago(200));
  return made;
}

describe('asking the citizen for more', () => {
  test('Zhao asks on the case’s page without scripts; the clock stands still there, and the author reads the question', async () => {
    const { code, citizenId } = await inHand('老城桥头路灯不亮');
    const { page, complaints } = await desk.at(desk.zhao, `/desk/handling/${code}`, plain);
    await page.getByText('请留言人补充，时限暂停').click();
    await page.getByLabel('请补充什么').fill('请发一张桥头的照片，写明是哪一侧。');
    await page.getByRole('button', { name: '发给留言人，暂停计时' }).click();
    expect(await page.locator('.err').allTextContents()).not.toEqual([]);
    expect(await page.getByLabel('请补充什么').inputValue()).toContain('桥头的照片');
    await page.getByLabel('等到哪一天').fill(inDays(6));
    await page.getByRole('button', { name: '发给留言人，暂停计时' }).click();
    await page.getByText('已发给留言人，时限暂停。').waitFor();
    expect(await page.locator('#time').textContent()).toContain('桥头的照片');
    expect(await page.getByText('正在等留言人补充').count()).toBeGreaterThan(0);
    expect(await faultsOf((await desk.at(desk.zhao, `/desk/handling/${code}`)).page)).toEqual([]);
    // The browser notes the form that was refused, and nothing else.
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
    const own = await desk.site.visit(`/messages/${code}`, { as: { citizenId } });
    expect(await own.page.locator('main').textContent()).toContain('请发一张桥头的照片');
    expect(await own.page.getByRole('link', { name: '现在补充' }).getAttribute('href')).toBe(
      `/messages/${code}/follow-up`,
    );
    expect(await faultsOf(own.page)).toEqual([]);
    expect(await overflowOf(own.page)).toBe(0);
    const stranger = await desk.site.visit(`/messages/${code}`);
    const read = await stranger.page.locator('main').textContent();
    expect(read).toContain('等留言人补充');
    expect(read).not.toContain('桥头的照片，写明');
    expect(read).toMatch(/需要留言人补充情况，最迟等到\d+月\d+日/);
  });
});

describe('more time', () => {
  test('Zhao asks, those above see it with both reasons and grant it; the page is sound on both widths', async () => {
    const { code } = await inHand('石板路塌陷');
    const { page } = await desk.at(desk.zhao, `/desk/handling/${code}`);
    await page.locator('#time summary', { hasText: '申请延期' }).click();
    await page.getByLabel('给留言人的理由').fill('要等雨季过后才能施工。');
    await page.getByLabel('给上级的说明').fill('施工队下周进场。');
    const [row] = await rowsOf<{ due: Date }>('select due_at as due from messages where code = $1', [code]);
    await page.getByLabel('延到哪一天').fill(addDays(dayOf(row?.due as Date), 3));
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('申请已提交上级。').waitFor();
    for (const size of [{}, phone]) {
      const decider = await desk.at(above, '/desk/extensions', size);
      expect(await decider.page.locator('main').textContent()).toContain('施工队下周进场');
      expect(await faultsOf(decider.page)).toEqual([]);
      expect(await overflowOf(decider.page)).toBe(0);
    }
    const decider = await desk.at(above, '/desk/extensions', plain);
    await decider.page.getByRole('button', { name: '批准延期' }).click();
    await decider.page.getByText('已批准，留言人会收到通知。').waitFor();
    expect(await decider.page.getByText('没有等着决定的延期申请').count()).toBe(1);
    for (const size of [{}, phone, plain]) {
      const { page: read } = await desk.site.visit(`/messages/${code}`, size);
      const trace = await read.getByRole('list', { name: '办理轨迹' }).innerText();
      expect(trace).toMatch(/批准延期[\s\S]*办理期限延到\d+月\d+日 24:00[\s\S]*要等雨季过后才能施工。/);
      expect(trace).not.toContain('施工队下周进场');
      if (size !== plain) {
        expect(await faultsOf(read)).toEqual([]);
        expect(await overflowOf(read)).toBe(0);
      }
    }
  });

  test('A refusal without words keeps the form open; with words it goes back', async () => {
    const { code } = await inHand('公交站牌倒了');
    const [row] = await rowsOf<{ due: Date }>('select due_at as due from messages where code = $1', [code]);
    const on = addDays(dayOf(row?.due as Date), 2);
    await askExtension(code, { words: '等配件。', internal: '配件在途。', on }, desk.zhao, new Date());
    const { page } = await desk.at(above, '/desk/extensions', plain);
    await page.locator('summary', { hasText: '不同意' }).click();
    await page.getByRole('button', { name: '不同意' }).click();
    await page.locator('.err').first().waitFor();
    await page.getByLabel('不同意的理由').fill('请先临时立好站牌。');
    await page.getByRole('button', { name: '不同意' }).click();
    await page.getByText('已退回申请单位，时限不变。').waitFor();
    const back = await desk.at(desk.zhao, `/desk/handling/${code}`);
    expect(await back.page.locator('#time').textContent()).toContain('请先临时立好站牌');
  });
});

describe('the operators’ room of clocks', () => {
  test('A policy is tried, its effect read, and saved for running clocks too; ending it asks the same', async () => {
    for (const size of [{}, phone]) {
      const look = await desk.at(desk.operator, '/desk/clocks', size);
      await look.page.getByText('另定时限').click();
      expect(await faultsOf(look.page)).toEqual([]);
      expect(await overflowOf(look.page)).toBe(0);
    }
    const { page } = await desk.at(desk.operator, '/desk/clocks', plain);
    await page.getByText('另定时限').click();
    await page.getByLabel('时长').fill('6');
    await page.getByLabel('类型').selectOption('help');
    await page.getByRole('button', { name: '看看会影响多少在办的' }).click();
    await page.locator('.err').first().waitFor();
    await page.getByLabel('依据').fill('广府办〔2026〕8号');
    await page.getByRole('button', { name: '看看会影响多少在办的' }).click();
    await page.getByText('在办的要不要跟着改？').waitFor();
    await page.getByRole('button', { name: '保存，在办的也跟着提前' }).click();
    await page.getByText('已保存。').waitFor();
    expect(await page.locator('main').textContent()).toContain('广府办〔2026〕8号');
    await page.getByRole('button', { name: '停用' }).click();
    await page.getByRole('button', { name: '停用，只管以后的' }).click();
    await page.getByText('已停用。').waitFor();
  });

  test.each([
    ['without scripts', plain],
    ['with scripts, on a phone', phone],
  ])('A region is found by name or pinyin and chosen, %s', async (how, reader) => {
    const { page } = await desk.at(desk.operator, '/desk/clocks', reader);
    await page.waitForLoadState('networkidle');
    await page.getByText('另定时限').click();
    await page.getByLabel('地区名称').fill('chaoyang');
    await page.getByRole('button', { name: '查地区' }).click();
    const region = page.getByLabel('地区', { exact: true });
    await region.locator('option', { hasText: '辽宁省朝阳市' }).first().waitFor({ state: 'attached' });
    const found = await region.locator('option').allInnerTexts();
    expect(found).toEqual(expect.arrayContaining(['不限地区', '辽宁省朝阳市', '北京市朝阳区']));
    expect(await page.getByLabel('地区名称').inputValue()).toBe('chaoyang');
    // Several bear the name and none is chosen: it must not hold everywhere.
    await page.getByLabel('时长').fill('7');
    await page.getByLabel('依据').fill(`辽府办〔2026〕3号 ${how}`);
    await page.getByRole('button', { name: '看看会影响多少在办的' }).click();
    await page.locator('.err', { hasText: '请从列出的选项中选一项' }).first().waitFor();
    if (how !== 'without scripts') {
      expect(await faultsOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
    }
    await region.selectOption({ label: '辽宁省朝阳市' });
    await page.getByRole('button', { name: '看看会影响多少在办的' }).click();
    await page.getByText('在办的要不要跟着改？').waitFor();
    await page.getByRole('button', { name: '保存，只管以后的' }).click();
    await page.getByText('已保存。').waitFor();
    const [kept] = await rowsOf<{ region: string }>(
      'select region_code as region from clock_policies where ground = $1',
      [`辽府办〔2026〕3号 ${how}`],
    );
    expect(kept).toEqual({ region: '211300' });
    expect(await page.getByRole('listitem').filter({ hasText: how }).innerText()).toContain('辽宁省朝阳市');
  });

  test('The one place that the words name is taken; a code names one too, and nothing names none', async () => {
    const { page } = await desk.at(desk.operator, '/desk/clocks', plain);
    const fill = async (words: string) => {
      await page.goto(`${desk.site.web.url}/desk/clocks`);
      await page.getByText('另定时限').click();
      await page.getByLabel('地区名称').fill(words);
      await page.getByLabel('时长').fill('7');
      await page.getByLabel('依据').fill('省办文件');
      await page.getByRole('button', { name: '看看会影响多少在办的' }).click();
    };
    for (const words of ['510800', '广元市']) {
      await fill(words);
      await page.getByText('在办的要不要跟着改？').waitFor();
      expect(await page.getByLabel('地区', { exact: true }).inputValue(), words).toBe('510800');
    }
    await fill('没有这个地方');
    await page.getByText('没有找到。换一个叫法再试。').waitFor();
    expect(await page.getByText('在办的要不要跟着改？').count()).toBe(0);
  });

  test('Nobody else enters', async () => {
    const { page } = await desk.at(desk.zhao, '/desk/clocks');
    expect(await page.locator('main').textContent()).toContain('这一步不由您来办');
  });
});
