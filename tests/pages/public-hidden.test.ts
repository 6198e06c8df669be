import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicCode } from '../../src/domain/public-code.ts';
import { beginSession } from '../../src/server/access/session.ts';
import { sessionCookie } from '../../src/server/access/who.ts';
import { app } from '../../src/server/store/db.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { secret } from '../support/hidden-tales.ts';
import { openSite, type Site } from '../support/site.ts';

let site: Site;
let story: BoardStory;

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
});
afterAll(() => site?.close());

const hidden = ['awaiting', 'kept', 'rejected', 'withdrawn'] as const;
const unknown = publicCode((below) => randomInt(below));

async function ask(
  path: string,
  citizenId?: number,
): Promise<{ status: number; html: string; location: string | null }> {
  const cookie =
    citizenId === undefined
      ? ''
      : `${sessionCookie}=${(await beginSession({ citizenId }, new Date())).secret}`;
  const response = await fetch(site.web.url + path, {
    redirect: 'manual',
    headers: { accept: 'text/html', cookie },
  });
  return { status: response.status, html: await response.text(), location: response.headers.get('location') };
}

describe.each(hidden)('A message that is not public (%s)', (name) => {
  test('answers a stranger exactly like a number that never was', async () => {
    const [one, other] = await Promise.all([ask(`/messages/${story[name]}`), ask(`/messages/${unknown}`)]);
    expect(one.status).toBe(404);
    expect(one.html.replaceAll(story[name], 'CODE')).toBe(other.html.replaceAll(unknown, 'CODE'));
    expect(one.html).toContain('查询自己的留言');
  });

  test('answers another citizen who is signed in just the same', async () => {
    const { citizenId } = story.zhou;
    for (const step of ['', '/rate', '/follow-up', '/mend', '/withdraw']) {
      const [one, other] = [
        await ask(`/messages/${story[name]}${step}`, citizenId),
        await ask(`/messages/${unknown}${step}`, citizenId),
      ];
      expect(one.status).toBe(404);
      expect(one.html.replaceAll(story[name], 'CODE')).toBe(other.html.replaceAll(unknown, 'CODE'));
    }
  });

  test('lets a visitor at none of its forms, and does not even say that it is there', async () => {
    for (const step of ['rate', 'follow-up', 'mend', 'withdraw']) {
      for (const code of [story[name], unknown]) {
        const { status, location } = await ask(`/messages/${code}/${step}`);
        expect([status, location]).toEqual([
          303,
          `/sign-in?back=${encodeURIComponent(`/messages/${code}/${step}`)}`,
        ]);
      }
    }
  });

  test('is open to its author', async () => {
    const { status, html } = await ask(`/messages/${story[name]}`, story.luo.citizenId);
    expect(status).toBe(200);
    expect(html).toContain(secret);
    expect(html).toContain('noindex');
    expect(html).not.toContain('og:title');
  });
});

test('No list, search, leader or region page tells a stranger of them, nor of a phone or a remark', async () => {
  const found = `/messages?q=${encodeURIComponent('楼道灯 邻里 油烟')}`;
  const pages = [
    '/',
    '/messages',
    found,
    `/messages?q=${encodeURIComponent('桂花街')}`,
    `/leaders/${story.leaderId}`,
    '/regions/510000',
    '/regions/510800',
    `/messages/${story.bridge}`,
  ];
  for (const path of pages) {
    const { status, html } = await ask(path);
    expect(status).toBe(200);
    for (const name of hidden) expect([path, html.includes(story[name])]).toEqual([path, false]);
    for (const words of [secret, '13800138000', '请18点后来电', '罗小满'])
      expect([path, words, html.includes(words)]).toEqual([path, words, false]);
  }
});

test('A picture that its author kept from the public is not on the page and not served', async () => {
  const rows = await app().selectFrom('pictures').select(['id', 'author_public']).execute();
  const kept = rows.find((row) => !row.author_public);
  const { html } = await ask(`/messages/${story.bridge}`);
  expect(html.match(/\/pictures\/[\w-]+\/thumb/g)).toHaveLength(1);
  expect(html).not.toContain(String(kept?.id));
  expect((await ask(`/pictures/${kept?.id}/full`)).status).toBe(404);
  expect((await ask(`/pictures/${kept?.id}/full`, story.luo.citizenId)).status).toBe(200);
});

test('A stranger cannot take a step with the public message of somebody else', async () => {
  const { history_seq: before } = await app()
    .selectFrom('messages')
    .select('history_seq')
    .where('code', '=', story.answered)
    .executeTakeFirstOrThrow();
  const { citizenId } = story.zhou;
  const cookie = `${sessionCookie}=${(await beginSession({ citizenId }, new Date())).secret}`;
  const body = new URLSearchParams({
    type: 'thanks',
    text: '谢谢',
    solved: '1',
    attitude: '1',
    speed: '1',
    settled: 'no',
    words: '',
  });
  for (const step of ['follow-up', 'rate', 'withdraw', 'mend']) {
    const response = await fetch(`${site.web.url}/messages/${story.answered}/${step}`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { accept: 'text/html', origin: site.web.url, cookie },
    });
    expect([step, response.status]).toEqual([step, 404]);
  }
  const { history_seq: after } = await app()
    .selectFrom('messages')
    .select('history_seq')
    .where('code', '=', story.answered)
    .executeTakeFirstOrThrow();
  expect(after).toBe(before);
});
