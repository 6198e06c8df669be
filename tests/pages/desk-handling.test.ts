import { looksOnRecord } from '../../scripts/stories/looks-on-record.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { board } from '../../src/server/views/board.ts';
import { messagePage } from '../../src/server/views/message-page.ts';
import { ago, awake, type DeskSite, openDesk, stateOf } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('The office, %s', (how, reader) => {
  test('Zhao accepts and drafts, Qian sends back and then signs; the public reads the answer', async () => {
    const { code } = await desk.transferred({ title: `桥塌了 ${how}`, body: '请派人。我电话13900001111。' });
    const zhao = (await desk.at(desk.zhao, '/desk/handling', reader)).page;
    await zhao.getByRole('link', { name: new RegExp(`桥塌了 ${how}`) }).click();
    await zhao.getByRole('button', { name: '受理', exact: true }).click();
    await zhao.getByText('已受理。').waitFor();
    expect(await zhao.getByRole('textbox', { name: '署名单位' }).inputValue()).toContain('广元市');
    await zhao.getByRole('button', { name: '交签发' }).click();
    await zhao.getByText('请填写这一项').first().waitFor();
    await zhao.getByRole('textbox', { name: '答复正文' }).fill('桥已围挡，电话0839-3266000。');
    await zhao.getByRole('textbox', { name: '署名单位' }).fill('广元市交通运输局');
    await zhao.getByRole('button', { name: '交签发' }).click();
    await zhao.getByText('已交签发').waitFor();
    await zhao.getByText('等待另一位同事签发：钱岳').waitFor();
    expect(await zhao.getByRole('button', { name: '签发并公布' }).count()).toBe(0);

    const qian = (await desk.at(desk.qian, `/desk/handling/${code}?tab=to-approve`, reader)).page;
    await qian.getByText('退改', { exact: true }).first().click();
    await qian.getByRole('textbox', { name: '退改的理由' }).fill('写明何时修好。');
    await qian.getByRole('button', { name: '退改' }).click();
    await qian.getByText('已退给起草人改').waitFor();

    await zhao.goto(`${desk.site.web.url}/desk/handling/${code}`);
    await zhao.getByText('写明何时修好。').waitFor();
    const text = zhao.getByRole('textbox', { name: '答复正文' });
    expect(await text.inputValue()).toBe('桥已围挡，电话0839-3266000。');
    await text.fill('桥已围挡,12月4日前修好，电话0839-3266000。');
    await zhao.getByRole('button', { name: '交签发' }).click();
    await zhao.getByText('已交签发').waitFor();

    await qian.goto(`${desk.site.web.url}/desk/handling/${code}?tab=to-approve`);
    await qian.getByRole('button', { name: '签发并公布' }).click();
    await qian.getByText('已签发公布').waitFor();
    const page = await messagePage(board(), code);
    expect(page?.voices.replies).toMatchObject([
      { type: 'final', unit: '广元市交通运输局', text: '桥已围挡,12月4日前修好，电话0839-3266000。' },
    ]);
  });

  test('Zhao may not visit for the answer she drafted; Qian does, and it reopens', async () => {
    const { code } = await desk.answered({ title: `回访 ${how}` });
    const zhao = (await desk.at(desk.zhao, `/desk/handling/${code}`, reader)).page;
    await zhao.getByText('答复是您起草的，回访要请另一位同事来做').waitFor();
    expect(await zhao.getByRole('button', { name: '记下回访' }).count()).toBe(0);
    const qian = (await desk.at(desk.qian, `/desk/handling/${code}`, reader)).page;
    await qian.getByRole('button', { name: '记下回访' }).click();
    await qian.getByText('请填写这一项').first().waitFor();
    await qian.getByRole('radio', { name: '没有解决' }).check();
    await qian.getByRole('radio', { name: '答复与实际不符' }).check();
    await qian.getByRole('textbox', { name: '通话记要' }).fill('说桥面又裂了。');
    await qian.getByRole('button', { name: '记下回访' }).click();
    await qian.getByText('回访已记下').waitFor();
    expect(await stateOf(code)).toMatchObject({ handling: 'in-progress', next_step: 'answer' });
  });

  test('a phone is shown once, for a reason, and the look is on record', async () => {
    const { code, phone } = await desk.transferred({ title: `看手机 ${how}`, body: '请回电。' });
    const { page } = await desk.at(desk.zhao, `/desk/handling/${code}`, reader);
    if (how === 'with scripts') await awake(page);
    expect(await page.locator('body').innerText()).not.toContain(phone);
    await page.getByRole('combobox', { name: '要看全文' }).selectOption('other');
    await page.getByRole('button', { name: '看手机' }).click();
    await page.getByRole('alert').filter({ hasText: '请填写这一项' }).waitFor();
    await page.getByRole('textbox', { name: '其他事由' }).fill('问清地点');
    await page.getByRole('button', { name: '看手机' }).click();
    await page.getByText(phone).waitFor();
    expect(page.url()).not.toContain(phone);
    await page.goto(page.url().split('?')[0] ?? '');
    expect(await page.locator('body').innerText()).not.toContain(phone);
    expect(await looksOnRecord(desk.site.stage.urls.backupUrl, code)).toMatchObject([
      { what: 'phone', reason: '问清地点' },
    ]);
  });
});

describe('Two at one case', () => {
  test('whoever signs second sees who was faster, and where it stands now', async () => {
    const { code } = await desk.transferred({ title: '两人同签' });
    await accept(code, desk.zhao, ago(200));
    const draft = { type: 'final', text: '已修好。', unit: '广元市交通运输局' } as const;
    const { replyId } = await draftReply(code, draft, desk.zhao, ago(100));
    const { officeId } = await desk.site.stage.leader('广元市委书记');
    const sun = await desk.site.stage.staff('孙主任', 'head', officeId);
    const { page } = await desk.at(desk.qian, `/desk/handling/${code}`);
    await awake(page);
    await approveReply(code, replyId, sun, new Date());
    await page.getByRole('button', { name: '签发并公布' }).click();
    await page.getByRole('heading', { name: '刚刚有人先办了' }).waitFor();
    await page.getByText(/孙主任 今天.*已办“答复”/).waitFor();
    await page.getByText('现在：已办理').waitFor();
  });

  test('a reply typed too late stays readable', async () => {
    const { code } = await desk.transferred({ title: '打字太久' });
    await accept(code, desk.zhao, ago(200));
    const { page } = await desk.at(desk.zhao, `/desk/handling/${code}`);
    await awake(page);
    await page.getByRole('textbox', { name: '答复正文' }).fill('我写了半小时的答复。');
    const draft = { type: 'final', text: '同事的答复。', unit: '广元市交通运输局' } as const;
    const { replyId } = await draftReply(code, draft, desk.qian, ago(1));
    const { officeId } = await desk.site.stage.leader('广元市委书记');
    await approveReply(code, replyId, await desk.site.stage.staff('李主任', 'head', officeId), new Date());
    await page.getByRole('button', { name: '交签发' }).click();
    await page.getByRole('heading', { name: '刚刚有人先办了' }).waitFor();
    expect(await page.getByRole('textbox', { name: '您刚才写的还在' }).inputValue()).toBe(
      '我写了半小时的答复。',
    );
  });
});

describe('Rooms that are not one’s own', () => {
  test('a reviewer does not enter handling, an officer does not enter review', async () => {
    const { code } = await desk.transferred({ title: '门' });
    for (const [who, path] of [
      [desk.jia, '/desk/handling'],
      [desk.jia, `/desk/handling/${code}`],
      [desk.zhao, '/desk/review'],
      [desk.zhao, `/desk/review/${code}`],
      [desk.zhao, '/desk/people'],
      [desk.operator, '/desk/handling'],
    ] as const) {
      const { page } = await desk.at(who, path);
      await page.getByRole('heading', { level: 1, name: '这一步不由您来办' }).waitFor();
    }
  });

  test('an officer of another office is told nothing of the case', async () => {
    const { code } = await desk.transferred({ title: '别处的事' });
    const other = await desk.site.stage.leader('成都市委书记');
    const stranger = await desk.site.stage.staff('外人', 'officer', other.officeId);
    const { page } = await desk.at(stranger, `/desk/handling/${code}`);
    await page.getByRole('heading', { level: 1, name: '没有这一页' }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('别处的事');
  });
});
