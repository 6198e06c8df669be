import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { app } from '../../src/server/store/db.ts';
import { openSite, type Site } from '../support/site.ts';
import { chooseMatter, pathOf, post, typed, typeWords, saidOf, scriptless } from '../support/writer.ts';

let site: Site;
let secretary: number;
let ministry: number;

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  secretary = (await site.stage.leader('成都市委书记')).id;
  const row = await app()
    .selectFrom('posts')
    .select('id')
    .where('ministry', 'is not', null)
    .limit(1)
    .executeTakeFirstOrThrow();
  ministry = row.id;
});
afterAll(() => site?.close());

const drafts = async () =>
  (
    await app()
      .selectFrom('drafts')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

describe('the kind', () => {
  test('A confidential report is not offered, and a forged one is refused with the national ways, nothing written down', async () => {
    const { page } = await site.visit(`/write/matter?leader=${secretary}`, scriptless);
    expect(await page.locator('input[value=report]').isDisabled()).toBe(true);
    const before = await drafts();
    for (const kind of ['report', ' REPORT ', '监督举报']) {
      const answer = await post(page, '/write/matter', {
        version: '1',
        revision: '0',
        do: 'next',
        leader: String(secretary),
        kind,
        topic: '188',
      });
      expect(answer.status(), kind).toBe(422);
      expect(await answer.text()).toContain('12388');
    }
    expect(await drafts()).toBe(before);
  });

  test('A ministry takes suggestions only: others are shown with the reason, and a forged one is refused beside the field', async () => {
    const { page } = await site.visit(`/write/matter?leader=${ministry}`, scriptless);
    expect(
      await page
        .locator('input[name=kind]:not(:disabled)')
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value)),
    ).toEqual(['suggestion']);
    const answer = await post(page, '/write/matter', {
      version: '1',
      revision: '0',
      do: 'next',
      leader: String(ministry),
      kind: 'complaint',
      topic: '188',
    });
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toMatch(/不接收“投诉”类留言/);
  });

  test.each([
    ['a kind that is none', { kind: 'poem' }, 'kind'],
    ['a topic that is none', { topic: '7' }, 'topic'],
    ['a topic beyond all numbers', { topic: '99999999999999999999' }, 'topic'],
    ['a topic of words', { topic: '物业' }, 'topic'],
  ])('%s is refused beside its field', async (_, wrong, field) => {
    const { page } = await site.visit('/write', scriptless);
    const form = {
      version: '1',
      revision: '0',
      do: 'next',
      leader: String(secretary),
      kind: 'help',
      topic: '188',
      ...wrong,
    };
    const answer = await post(page, '/write/matter', form);
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain(`id="${field}-error"`);
  });
});

describe('the words', () => {
  const words: [string, Partial<typeof typed>, string, RegExp][] = [
    ['a title of 23', { title: '字'.repeat(23) }, 'title', /最多 22 个字.*23 个字.*1 个字/],
    ['no title', { title: ' \u3000 ' }, 'title', /请写一个标题/],
    ['a text of 1001', { body: '字'.repeat(1001) }, 'body', /最多 1000 个字/],
    ['a zero-width character', { body: '看不见\u200b的字' }, 'body', /看不见的控制字符/],
    ['a bidi control', { title: '倒着\u202e写' }, 'title', /看不见的控制字符/],
    ['a heap of marks', { body: `字${'\u0301'.repeat(20)}` }, 'body', /叠加符号/],
    ['a place of 61', { place: '路'.repeat(61) }, 'place', /最多 60 个字/],
    ['a remark of 201', { remark: '话'.repeat(201), place: '' }, 'remark', /最多 200 个字/],
    ['a remark that has no room for the place', { remark: '话'.repeat(195) }, 'remark', /最多 200 个字/],
  ];
  test.each(words)('%s is refused beside its field, and nothing is lost', async (_, wrong, field, said) => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    const all = { ...typed, ...wrong };
    await typeWords(page, all);
    expect(pathOf(page)).toBe('/write/words');
    expect(await page.title()).toContain('有错');
    expect(await saidOf(page, field)).toMatch(said);
    expect(await page.locator('#body').inputValue()).toBe(all.body);
    expect(await page.locator('#title').inputValue()).toBe(all.title);
    // Not even when the page is left.
    await page.goto(`${site.web.url}/write/words`);
    expect(await page.locator('#body').inputValue()).toBe(all.body);
  });

  test('A text of a hundred thousand characters comes back whole with what is wrong', async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page, { ...typed, body: '长'.repeat(100_000) });
    expect(await saidOf(page, 'body')).toContain('100000');
    expect((await page.locator('#body').inputValue()).length).toBe(100_000);
  });

  test('An emoji family counts as one and is welcome', async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page, { ...typed, title: '👨‍👩‍👧'.repeat(17) });
    expect(pathOf(page)).toBe('/write/pictures');
  });
});
