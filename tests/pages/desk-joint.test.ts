import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { acceptOrder } from '../../src/server/life/handling/orders/accept-order.ts';
import { giveOrder } from '../../src/server/life/handling/orders/give-order.ts';
import { rowsOf } from '../support/after-work.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('A joint unit, %s', (how, reader) => {
  test('sees the phone once Zhao, who leads, lets it, and no longer when she takes that back', async () => {
    const { code, phone } = await desk.transferred({ title: `协办看手机 ${how}`, body: '请回电。' });
    await accept(code, desk.zhao, ago(250));
    const [unit] = await rowsOf<{ id: number }>(`select id from offices where name = '广元市交通运输局'`);
    const kong = await desk.site.stage.staff(`孔 ${how}`, 'officer', unit?.id as number);
    const order = { office: unit?.id as number, role: 'joint', words: '请看现场。' } as const;
    const { orderId } = await giveOrder(code, order, desk.zhao, ago(240));
    await acceptOrder(code, orderId, kong, ago(230));
    const helping = (await desk.at(kong, `/desk/handling/${code}`, reader)).page;
    await helping.getByRole('heading', { name: '交办树' }).waitFor();
    expect(await helping.getByRole('button', { name: '看手机' }).count()).toBe(0);

    const zhao = (await desk.at(desk.zhao, `/desk/handling/${code}`, reader)).page;
    await zhao.getByRole('button', { name: '允许查看姓名电话', exact: true }).click();
    await zhao.getByText('协办单位签收后可查看留言人姓名电话').waitFor();
    await helping.reload();
    await helping.getByRole('button', { name: '看手机' }).click();
    await helping.getByText(phone).waitFor();

    await zhao.getByRole('button', { name: '不再允许查看姓名电话' }).click();
    await zhao.getByText('协办单位不能再查看留言人姓名电话').waitFor();
    await helping.goto(`${desk.site.web.url}/desk/handling/${code}`);
    await helping.getByRole('heading', { name: '交办树' }).waitFor();
    expect(await helping.getByRole('button', { name: '看手机' }).count()).toBe(0);
  });
});
