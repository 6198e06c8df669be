import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { addTemplate } from '../../src/server/life/replies/keep-template.ts';
import { writeNote } from '../../src/server/life/replies/write-note.ts';
import { faultsOf, overflowOf, type Reader } from '../support/site.ts';
import { pictured } from '../support/pictured.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

const inHand = async (title: string): Promise<string> => {
  const { code } = await desk.transferred({ title });
  await accept(code, desk.zhao, ago(200));
  return code;
};

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('Around a reply, %s', (how, reader) => {
  test('Zhao writes a template, finds it again, and a reply takes what it needs from the message', async () => {
    const name = `桥梁 ${how}`;
    const { page } = await desk.at(desk.zhao, '/desk/templates', reader);
    await page.getByText('新增模板').first().click();
    await page.getByRole('textbox', { name: '模板名称' }).first().fill(name);
    await page.getByRole('textbox', { name: '正文' }).first().fill('您反映的“{名称}”收悉。');
    await page.getByRole('button', { name: '新增模板' }).click();
    await page.getByText('模板里没有这样的栏目：名称').first().waitFor();
    await page.getByRole('textbox', { name: '正文' }).first().fill('您反映的“{标题}”收悉。');
    await page.getByRole('button', { name: '新增模板' }).click();
    await page.getByText('模板已新增。').waitFor();
    await page.getByRole('searchbox', { name: '在名称和正文里找' }).fill('没有的');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('没有包含“没有的”的模板').waitFor();

    const code = await inHand(`桥塌了 ${how}`);
    await page.goto(`${desk.site.web.url}/desk/handling/${code}`);
    await page.getByRole('textbox', { name: '答复正文' }).fill('罗先生：');
    await page.getByText('套用模板').click();
    await page.getByRole('button', { name: '填进正文' }).click();
    await page.getByText('请填写这一项').first().waitFor();
    const choice = page.getByRole('combobox', { name: '选一个模板' });
    if (!(await choice.isVisible())) await page.getByText('套用模板').click();
    await choice.selectOption({ label: name });
    await page.getByRole('button', { name: '填进正文' }).click();
    await page.getByText(`已填入“${name}”`).waitFor();
    expect(await page.getByRole('textbox', { name: '答复正文' }).inputValue()).toBe(
      `罗先生：\n您反映的“桥塌了 ${how}”收悉。`,
    );
  });

  test('Zhao leaves a note for Qian; it stands on the desk and nowhere on the public page', async () => {
    const code = await inHand(`停气 ${how}`);
    const zhao = (await desk.at(desk.zhao, `/desk/handling/${code}`, reader)).page;
    await zhao.getByRole('button', { name: '留下说明' }).click();
    await zhao.getByText('请填写这一项').first().waitFor();
    await zhao.getByRole('textbox', { name: '写说明' }).fill('燃气公司30日夜间停气。');
    await zhao.getByRole('button', { name: '留下说明' }).click();
    await zhao.getByText('说明已留下。').waitFor();
    const qian = (await desk.at(desk.qian, `/desk/handling/${code}`, reader)).page;
    await qian.getByText('燃气公司30日夜间停气。').waitFor();
    const { page } = await desk.site.visit(`/messages/${code}`, reader);
    expect(await page.content()).not.toMatch(/燃气公司|内部说明/);
  });
});

const readers: [string, Reader][] = [
  ['on a desk top', { viewport: { width: 1280, height: 900 } }],
  ['on a phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ['in English', { viewport: { width: 1280, height: 900 }, cookies: { lang: 'en' } }],
];

test.each(readers)('%s templates and notes are accessible and fit', async (_, reader) => {
  const code = await inHand('看一看');
  const office = desk.zhao.duties[0]?.officeId ?? 0;
  for (const name of ['很长的模板名称很长的模板名称很长的模板名称', '路灯'])
    await addTemplate(
      {
        officeId: office,
        name: `${name}${Math.random()}`.slice(0, 28),
        text: '您反映的“{标题}”收悉。\n{单位}',
      },
      desk.zhao,
      ago(5),
    );
  await writeNote(code, { words: '燃气公司30日夜间停气，\n请提前三日贴告示。' }, desk.zhao, ago(100));
  await writeNote(code, { words: '已贴。' }, desk.qian, ago(50));
  for (const path of ['/desk/templates', `/desk/handling/${code}`]) {
    const { page, complaints } = await desk.at(desk.zhao, path, reader);
    await page.waitForLoadState('networkidle');
    for (const closed of await page.locator('main details:not([open]) > summary').all())
      if (await closed.isVisible()) await closed.click();
    await pictured(page, `replies-${path.split('/')[2]}`);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});
