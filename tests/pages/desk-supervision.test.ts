import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { openDossier } from '../../src/server/life/supervision/open-dossier.ts';
import { urge } from '../../src/server/life/supervision/urge.ts';
import { rowsOf } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { ago, awake, type DeskSite, openDesk } from './desk-kit.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let desk: DeskSite;
let song: Staff;
beforeAll(async () => {
  desk = await openDesk();
  const { officeId } = await desk.site.stage.leader('四川省委书记');
  song = await desk.site.stage.staff('宋督查', 'supervisor', officeId);
});
afterAll(() => desk?.close());

/** A message that is late since then. */
async function late(title: string, minutes = 60): Promise<string> {
  const { code } = await desk.transferred({ title }, 6000);
  await rowsOf(`update messages set due_at = $2 where code = $1`, [code, ago(minutes)]);
  await rowsOf(
    `update clocks c set due_at = $2, stage = 3, next_at = null from messages m where m.id = c.message_id and m.code = $1 and c.promise and c.stopped_at is null`,
    [code, ago(minutes)],
  );
  return code;
}

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('Song of the province, %s', (how, reader) => {
  test('goes from the wall to the late ones, urges two of them and reads what became of each', async () => {
    const titles = [`桥塌一 ${how}`, `桥塌二 ${how}`];
    for (const title of titles) await late(title);
    const { page, complaints } = await desk.at(song, '/desk/supervision', reader);
    await page
      .getByRole('link', { name: /已超期/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /逐件/ }).waitFor();
    for (const title of titles) await page.getByRole('checkbox', { name: `选“${title}”` }).check();
    await page.getByRole('textbox', { name: /催办的话/ }).fill('三日内答复。');
    await page.getByRole('button', { name: '催办选中的' }).click();
    await page.getByText('已催办 2 件。').waitFor();
    // The words of the answer stand before the list is read anew.
    await expect.poll(() => page.getByRole('checkbox', { name: `选“${titles[0]}”` }).isDisabled()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('opens a dossier; Zhao reports, Song answers and closes it', async () => {
    const code = await late(`督办 ${how}`, 3000);
    const { page } = await desk.at(song, `/desk/supervision/${code}`, reader);
    await page.getByText('立案督办').first().click();
    await page.getByRole('button', { name: '立案督办' }).click();
    await page.getByText('请填写这一项').first().waitFor();
    await page.getByRole('textbox', { name: '督办要求' }).fill('查清原因，限期修复。');
    await page.getByRole('button', { name: '立案督办' }).click();
    await page.getByText('已立案督办').waitFor();

    const zhao = (await desk.at(desk.zhao, `/desk/handling/${code}`, reader)).page;
    await zhao.getByText('查清原因，限期修复。').waitFor();
    if (how === 'with scripts') await awake(zhao);
    await zhao.getByRole('textbox', { name: '办到哪一步了' }).fill('施工队已进场。');
    await zhao.getByRole('button', { name: '报告督办单位' }).click();
    await zhao.getByText('已报告督办单位。').waitFor();
    expect(await zhao.getByText('结案', { exact: true }).count()).toBe(0);

    await page.goto(`${desk.site.web.url}/desk/supervision/${code}`);
    await page.getByText('施工队已进场。').waitFor();
    await page.getByText('结案', { exact: true }).first().click();
    await page.getByRole('radio', { name: '问题已解决' }).check();
    await page.getByRole('textbox', { name: '结案说明' }).fill('已修复通行。');
    await page.getByRole('button', { name: '结案' }).click();
    await page.getByText('案卷已结案。').waitFor();
    await page.goto(`${desk.site.web.url}/desk/supervision/dossiers?tab=closed`);
    await page.getByRole('link', { name: `督办 ${how}` }).waitFor();
  });
});

describe('Looks', () => {
  test.each([
    [390, '/desk/supervision'],
    [1280, '/desk/supervision'],
    [390, '/desk/supervision/messages'],
    [1280, '/desk/supervision/messages?mark=late'],
    [390, '/desk/supervision/dossiers'],
    [1280, '/desk/supervision/dossiers'],
    [390, 'case'],
    [1280, 'case'],
    [390, 'unit'],
    [1280, 'unit'],
  ])('at %i px %s has no fault and does not overflow', async (width, path) => {
    const code = await late('一个很长很长的标题写满二十二个字看它怎么折', 4000);
    await urge(code, '请抓紧。', song, ago(90));
    await openDossier(code, { demand: '查清原因，限期修复。' }, song, ago(80));
    const address =
      path === 'case' ? `/desk/supervision/${code}` : path === 'unit' ? `/desk/handling/${code}` : path;
    const who = path === 'unit' ? desk.zhao : song;
    const { page, complaints } = await desk.at(who, address, { viewport: { width, height: 900 } });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const folder = process.env['SHOTS'];
    const name = path.replaceAll(/\W+/g, '-');
    if (folder) await page.screenshot({ path: `${folder}/sup${name}-${width}.png`, fullPage: true });
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
  });
});
