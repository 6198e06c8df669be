import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmMark } from '../../src/server/life/replies/decide-mark.ts';
import { proposeMark, type Proposal } from '../../src/server/life/replies/propose-mark.ts';
import { rowsOf } from '../support/after-work.ts';
import { pictured } from '../support/pictured.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let leaderId: number;
let guide: string;
const pass = {
  kind: 'help' as const,
  title: '饲料运输车通行证怎么办',
  body: '饲料车在卡点被拦，请问应急物资运输车辆通行证在哪里办理，需要什么材料？',
};
const measure = {
  what: 'adopted',
  measure: '暂停机动车尾号限行',
  on: '2026-11-05',
  link: 'https://www.gov.cn/a.html',
};

beforeAll(async () => {
  desk = await openDesk();
  leaderId = (await desk.site.stage.leader('广元市委书记')).id;
  guide = await marked({ what: 'guidance' }, pass);
  await marked(measure as Proposal, { kind: 'suggestion', title: '建议暂停尾号限行', body: '上下班方便。' });
});
afterAll(() => desk?.close());

async function marked(proposal: Proposal, changes: object): Promise<string> {
  const { code } = await desk.answered(changes);
  const { markId } = await proposeMark(code, proposal, desk.zhao, ago(60));
  await confirmMark(code, markId, desk.qian, ago(50));
  return code;
}

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('%s', (how, reader) => {
  const begin = async () => {
    const { page } = await desk.site.visit(`/write/matter?leader=${leaderId}`, reader);
    await page.getByRole('radio', { name: /求助/ }).check();
    await page.getByLabel('属于哪个领域？').selectOption({ label: '物业管理' });
    await page.getByRole('button', { name: /^下一步/ }).click();
    await page.getByLabel('标题').fill('饲料车通行证去哪办理');
    await page.getByLabel('正文').fill(`${how}：卡点不让饲料运输车过，通行证怎么办理？`);
    await page.getByRole('button', { name: /^下一步/ }).click();
    await page.getByRole('heading', { level: 1, name: '也许这里已经有答案' }).waitFor();
    return page;
  };

  test('a writer is shown an answer that helps, once, before sending', async () => {
    const page = await begin();
    await page.getByText('桥已修好。').waitFor();
    await page.getByRole('button', { name: '不是，接着写' }).click();
    await page.waitForURL('**/write/pictures');
    await page.goto(`${desk.site.web.url}/write/words`);
    await page.getByRole('button', { name: /^下一步/ }).click();
    await page.waitForURL('**/write/pictures');
  });

  test('whoever has their answer goes and reads it; it is counted, the draft stays until thrown away', async () => {
    const page = await begin();
    const before = await outcomes();
    await page.getByRole('button', { name: /这就是我要的答案/ }).click();
    await page.getByRole('heading', { level: 1, name: '好的，不用再等了' }).waitFor();
    expect(await outcomes()).toEqual({ ...before, helped: (before['helped'] ?? 0) + 1 });
    await page.getByRole('button', { name: '丢弃草稿' }).click();
    await page.waitForURL('**/write?note=discarded');
  });

  test('Zhao proposes guidance and an adopted suggestion, Qian confirms; both are in the public lists until ended', async () => {
    const title = `骑行道 ${how}`;
    const { code } = await desk.answered({ kind: 'suggestion', title });
    const zhao = (await desk.at(desk.zhao, `/desk/handling/${code}`, reader)).page;
    await zhao.getByRole('button', { name: '提请列为办事指引' }).click();
    await zhao.getByText('已提请，请另一位签发人确认。').waitFor();
    expect(await zhao.getByRole('button', { name: '确认', exact: true }).count()).toBe(0);
    await zhao.getByText('提请标为已采纳').first().click();
    await zhao.getByRole('textbox', { name: '措施' }).fill('骑行道三年计划');
    await zhao.getByLabel('日期').fill('2026-11-01');
    await zhao.getByRole('textbox', { name: '出处' }).fill('http://x.cn');
    await zhao.getByRole('button', { name: '提请标为已采纳' }).click();
    await zhao.getByText('请填写以 https:// 开头的公开网址').first().waitFor();
    await zhao.getByRole('textbox', { name: '出处' }).fill('https://www.gov.cn/plan.html');
    await zhao.getByRole('button', { name: '提请标为已采纳' }).click();
    await zhao.getByText('已提请，请另一位签发人确认。').waitFor();

    const qian = (await desk.at(desk.qian, `/desk/handling/${code}`, reader)).page;
    await qian.getByRole('button', { name: '确认', exact: true }).first().click();
    await qian.getByText('已确认。').waitFor();
    await qian.getByRole('button', { name: '确认', exact: true }).click();
    await qian.getByRole('button', { name: '取消标注' }).nth(1).waitFor();
    const { page } = await desk.site.visit(`/messages/${code}`, reader);
    await page.getByText('这份答复已列为办事指引').waitFor();
    await page.getByRole('link', { name: 'https://www.gov.cn/plan.html' }).waitFor();
    for (const path of ['/guidance', '/adopted']) {
      await page.goto(desk.site.web.url + path);
      await page.getByRole('link', { name: title }).waitFor();
    }
    await qian.getByRole('button', { name: '取消标注' }).first().click();
    await qian.getByText('标注已取消。').waitFor();
    await page.goto(`${desk.site.web.url}/guidance`);
    expect(await page.getByRole('link', { name: title }).count()).toBe(0);
  });
});

const readers: [string, Reader][] = [
  ['on a desk top', { viewport: { width: 1280, height: 900 } }],
  ['on a phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ['in 长辈版 on a phone', { viewport: { width: 390, height: 844 }, cookies: { size: 'elder' } }],
];

test.each(readers)('%s the lists, the message and the offer are accessible and fit', async (_, reader) => {
  const paths = [
    '/guidance',
    '/guidance?q=没有的',
    '/adopted',
    '/adopted?province=440000',
    `/messages/${guide}`,
  ];
  for (const [index, path] of paths.entries()) {
    const { page, complaints, leave } = await desk.site.visit(path, reader);
    await pictured(page, `marks-${index}`);
    expect(await faultsOf(page), path).toEqual([]);
    expect(await overflowOf(page), path).toBe(0);
    expect(complaints).toEqual([]);
    await leave();
  }
});

async function outcomes(): Promise<Record<string, number>> {
  const rows = await rowsOf<{ outcome: string; n: number }>(
    'select outcome, count(*)::integer as n from guidance_offers group by outcome',
    [],
  );
  return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]));
}
