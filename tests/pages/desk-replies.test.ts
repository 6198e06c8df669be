import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { addTemplate } from '../../src/server/life/replies/keep-template.ts';
import { draftCorrection } from '../../src/server/life/replies/draft-correction.ts';
import { setSignatures } from '../../src/server/life/replies/set-signatures.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { board } from '../../src/server/views/board.ts';
import { deskMessage } from '../../src/server/views/desk/desk-message.ts';
import { writeNote } from '../../src/server/life/replies/write-note.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { pictured } from '../support/pictured.ts';
import type { Reader } from '../support/visits.ts';
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

  test('an empty formula is not handed in; a doubt is, with a reason that Qian reads beside the draft', async () => {
    const code = await inHand(`套话 ${how}`);
    const zhao = (await desk.at(desk.zhao, `/desk/handling/${code}`, reader)).page;
    const text = zhao.getByRole('textbox', { name: '答复正文' });
    await text.fill('您好，您的留言已收悉，已转有关部门办理。');
    await zhao.getByRole('button', { name: '交签发' }).click();
    await zhao.getByText('还没有交签发，请先看这几处').waitFor();
    await zhao.getByText('只有“收悉、已转办”一类的套话').waitFor();
    expect(await zhao.getByRole('textbox', { name: '仍要提交的理由' }).count()).toBe(0);
    await text.fill('石拱桥已修好。');
    await zhao.getByRole('button', { name: '交签发' }).click();
    await zhao.getByText('没有写明由哪个单位答复').waitFor();
    expect(await text.inputValue()).toBe('石拱桥已修好。');
    await zhao.getByRole('textbox', { name: '仍要提交的理由' }).fill('留言人已在现场。');
    await zhao.getByRole('button', { name: '交签发' }).click();
    await zhao.getByText('已交签发').waitFor();
    const qian = (await desk.at(desk.qian, `/desk/handling/${code}`, reader)).page;
    await qian.getByText('没有写明由哪个单位答复').waitFor();
    await qian.getByText('留言人已在现场。').waitFor();
  });

  test('Zhao corrects a published reply, Qian signs it; everybody can still read the old text', async () => {
    const { code } = await desk.answered({ title: `更正 ${how}` });
    const zhao = (await desk.at(desk.zhao, `/desk/handling/${code}`, reader)).page;
    await zhao.getByText('更正这份答复').click();
    await zhao.getByRole('textbox', { name: '更正后的答复全文' }).fill('桥面已修好，护栏12月4日前装好。');
    await zhao.getByRole('button', { name: '交签发' }).click();
    await zhao.getByText('请填写这一项').first().waitFor();
    await zhao.getByRole('textbox', { name: '更正原因' }).fill('漏写护栏。');
    await zhao.getByRole('button', { name: '交签发' }).click();
    await zhao.getByText('更正稿已交签发').waitFor();
    const qian = (await desk.at(desk.qian, `/desk/handling/${code}?tab=to-approve`, reader)).page;
    await qian.getByText('漏写护栏。').first().waitFor();
    await qian.getByRole('button', { name: '签发更正' }).click();
    await qian.getByText('已签发公布').waitFor();
    const { page } = await desk.site.visit(`/messages/${code}`, reader);
    await page.getByText('桥面已修好，护栏12月4日前装好。').waitFor();
    expect(await page.getByText('桥已修好。', { exact: true }).isVisible()).toBe(false);
    await page.getByText(/更正前的原文/).click();
    await page.getByText('桥已修好。', { exact: true }).waitFor();
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
    const { page, complaints, leave } = await desk.at(desk.zhao, path, reader);
    await page.waitForLoadState('networkidle');
    for (const closed of await page.locator('main details:not([open]) > summary').all())
      if (await closed.isVisible()) await closed.click();
    await pictured(page, `replies-${path.split('/')[2]}`);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
    await leave();
  }
});

test.each(readers)(
  '%s a draft with findings, signatures and a correction are accessible and fit',
  async (_, reader) => {
    const office = desk.zhao.duties[0]?.officeId ?? null;
    await setSignatures(
      { officeId: office, kind: 'consultation', urgency: null, signatures: 3 },
      desk.operator,
      ago(9),
    );
    const { code } = await desk.transferred({
      title: '签发',
      kind: 'consultation',
      body: '请问校车接送费由谁承担？何时发放？',
    });
    await accept(code, desk.zhao, ago(200));
    const draft = {
      type: 'final',
      text: '我局将尽快修复路面。已查看3栋2单元501室。',
      unit: '广元市交通运输局',
    } as const;
    const { replyId } = await draftReply(code, { ...draft, despite: '已当面说明。' }, desk.zhao, ago(100));
    const sun = await desk.site.stage.staff('孙立', 'head', office);
    const li = await desk.site.stage.staff('李为', 'approver', office);
    await approveReply(code, replyId, sun, ago(50));
    const done = await desk.answered({ title: '更正' });
    const published = (await deskMessage(board(), done.code, desk.zhao)).replies[0]?.id ?? 0;
    const correction = { text: '桥面已修好。电话0839-3266000。', blackOut: '桥', why: '漏写电话。' };
    await draftCorrection(
      done.code,
      { replyId: published, correction: { ...correction, blackOut: '' } },
      desk.zhao,
      ago(20),
    );
    for (const [who, path, name] of [
      [desk.qian, `/desk/handling/${code}`, 'sign'],
      [li, `/desk/handling/${done.code}`, 'correct'],
      [desk.operator, '/desk/signatures', 'rules'],
    ] as const) {
      const { page, complaints, leave } = await desk.at(who, path, reader);
      await page.waitForLoadState('networkidle');
      for (const closed of await page.locator('main details:not([open]) > summary').all())
        if (await closed.isVisible()) await closed.click();
      await pictured(page, `replies-${name}`);
      expect(await faultsOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      expect(complaints).toEqual([]);
      await leave();
    }
  },
);
