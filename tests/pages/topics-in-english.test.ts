import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { confirmMark } from '../../src/server/life/replies/decide-mark.ts';
import { proposeMark } from '../../src/server/life/replies/propose-mark.ts';
import { topics } from '../../src/server/views/topics.ts';
import { board } from '../../src/server/views/board.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let answered: string;
let waiting: string;
beforeAll(async () => {
  desk = await openDesk();
  waiting = (await desk.write({ title: '等着审核' })).code;
  const made = await desk.transferred({ title: '建议加开夜班车', kind: 'suggestion' }, 600);
  answered = made.code;
  await accept(answered, desk.zhao, ago(500));
  const reply = { type: 'final', text: '夜班车已加开。', unit: '广元市交通运输局' } as const;
  const { replyId } = await draftReply(answered, reply, desk.zhao, ago(400));
  await approveReply(answered, replyId, desk.qian, ago(300));
  for (const mark of [
    { what: 'guidance' } as const,
    { what: 'adopted', measure: '夜班公交方案', on: '2026-01-09', link: '' } as const,
  ]) {
    const { markId } = await proposeMark(answered, mark, desk.zhao, ago(200));
    await confirmMark(answered, markId, desk.qian, ago(100));
  }
});
afterAll(() => desk?.close());

const english = { cookies: { lang: 'en' } };
const widths: Reader[] = [
  { ...english, viewport: { width: 390, height: 844 } },
  { ...english, viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
];

test.each([
  ['the list of messages', '/messages', 'Buses'],
  ['the page of a message', '/messages/{}', 'Transport / Buses'],
  ['guidance', '/guidance', 'Buses'],
  ['what was adopted', '/adopted', 'Buses'],
])('In English %s names the topic in English', async (_, path, said) => {
  for (const reader of widths) {
    const { page, leave } = await desk.site.visit(path.replace('{}', answered), reader);
    const text = await page.locator('main').innerText();
    expect(text).toContain(said);
    expect(text).not.toContain('公交车管理');
    if (reader.javaScriptEnabled === undefined) {
      expect(await faultsOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
    }
    await leave();
  }
});

test('In Chinese they keep their own names', async () => {
  for (const path of ['/messages', `/messages/${answered}`, '/guidance', '/adopted']) {
    const { page, leave } = await desk.site.visit(path);
    expect(await page.locator('main').innerText(), path).toContain('公交车管理');
    await leave();
  }
});

test('The review desk names it in the language of whoever reads', async () => {
  const at = async (reader: Reader) =>
    (await desk.at(desk.jia, `/desk/review/${waiting}`, reader)).page.locator('main').innerText();
  const [inEnglish, inChinese] = [await at(english), await at({})];
  expect(inEnglish).toContain('Transport › Buses');
  expect(inEnglish).not.toContain('公交车管理');
  expect(inChinese).toContain('交通 › 公交车管理');
});

test('Every topic has a name in Latin letters', async () => {
  const all = (await topics(board())).flatMap((each) => [each, ...each.subTopics]);
  expect(all.length).toBe(152);
  expect(all.filter(({ nameEn }) => !/^[A-Za-z0-9][ -~’]*$/.test(nameEn)).map(({ name }) => name)).toEqual(
    [],
  );
});
