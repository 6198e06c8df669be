import { setTimeout as pause } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { beginSession } from '../../src/server/access/session.ts';
import { sessionCookie } from '../../src/server/access/who.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { asSuperuser } from '../../src/server/store/operate/make-database.ts';
import { serverUrl } from '../../src/server/store/operate/postgres.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { ask, isKept, keeps, rawly } from '../support/plain-ask.ts';
import { openSite, type Site } from '../support/site.ts';
import { takeDown } from '../support/take-down.ts';
import { startWebProcess, type WebProcess } from '../support/web-process.ts';

let site: Site;
let story: BoardStory;
let other: WebProcess;

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
  other = await startWebProcess(site.stage);
  await Promise.all([keeps(site.web.url), keeps(other.url)]);
}, 60_000);
afterAll(async () => {
  await other?.stop();
  await site?.close();
});

async function publish(title: string): Promise<string> {
  const code = await story.write(story.luo, { title }, new Date());
  await review(code, { visibility: 'public' }, story.office.reviewer, new Date());
  return code;
}

describe('What a step of this process moves', () => {
  test('is on its pages with the answer to the step, on the list as on the page itself, also while they are asked for', async () => {
    const code = await publish('池塘边的护栏断了两根，孩子们常去那里玩');
    for (const path of ['/messages', `/messages/${code}`, '/'])
      expect(isKept(await ask(site.web.url + path))).toBe(true);
    expect((await ask(`${site.web.url}/messages`)).body.toString()).toContain('池塘边的护栏');
    const asking = Array.from({ length: 20 }, () => ask(`${site.web.url}/messages/${code}`));
    await accept(code, story.office.officer, new Date());
    const page = (await ask(`${site.web.url}/messages/${code}`)).body.toString();
    expect(page).toMatch(/已受理|办理中/);
    await Promise.all(asking);
    expect((await ask(`${site.web.url}/messages/${code}`)).body.toString()).toBe(page);
    await takeDown(site.stage, code, story.office.reviewer);
    const [gone, list, home] = await Promise.all(
      [`/messages/${code}`, '/messages', '/'].map((path) => ask(site.web.url + path)),
    );
    expect(gone?.status).toBe(410);
    expect(`${list?.body}${home?.body}`).not.toContain('池塘边的护栏');
  });

  test('is not on the page of a message beside it either: what was answered on the same topic', async () => {
    const neighbour = `/messages/${story.bridge}`;
    expect((await ask(site.web.url + neighbour)).status).toBe(200);
    await takeDown(site.stage, story.answered, story.office.reviewer);
    expect((await ask(site.web.url + neighbour)).body.toString()).not.toContain(story.answered);
  });
});

describe('What another process moves', () => {
  test('is gone here within a second: a message that was taken down there', async () => {
    const code = await publish('楼下烧烤摊夜里两点还在吵');
    const there = `${other.url}/messages/${code}`;
    expect([(await ask(there)).status, isKept(await ask(there))]).toEqual([200, true]);
    const lists = await ask(`${other.url}/messages`);
    expect(lists.body.toString()).toContain('楼下烧烤摊');
    await takeDown(site.stage, code, story.office.reviewer);
    const began = performance.now();
    while ((await ask(there)).status === 200 && performance.now() - began < 5000) await pause(10);
    expect(performance.now() - began).toBeLessThan(1000);
    expect((await ask(`${other.url}/messages`)).body.toString()).not.toContain('楼下烧烤摊');
  });

  test('is here after ten seconds at the latest, though nobody told of it', async () => {
    const path = `/messages/${story.bridge}`;
    await keeps(other.url);
    await pause(200);
    expect(isKept(await ask(other.url + path))).toBe(true);
    const retitle = "update messages set title = '谁也没有告知的标题' where code = $1";
    await asSuperuser(serverOf(), (client) => client.query(retitle, [story.bridge]));
    const began = performance.now();
    while (!(await ask(other.url + path)).body.includes('谁也没有告知的标题')) {
      expect(performance.now() - began).toBeLessThan(10_000);
      await pause(100);
    }
  }, 15_000);

  test('a process whose line to the others breaks keeps nothing until it hears again', async () => {
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where query in ('listen huiyin_pages', 'select 1') and datname = $1 and application_name = ''`;
    await asSuperuser(serverOf(), (client) => client.query(cut, [databaseName()]));
    await pause(20);
    const retitle = "update messages set title = '断线时改的标题' where code = $1";
    await asSuperuser(serverOf(), (client) => client.query(retitle, [story.bridge]));
    const page = await ask(`${other.url}/messages/${story.bridge}`);
    expect(page.body.toString()).toContain('断线时改的标题');
    expect(isKept(page)).toBe(false);
    await keeps(other.url);
  });
});

function databaseName(): string {
  return new URL(site.stage.urls.appUrl).pathname.slice(1);
}

function serverOf(): string {
  return serverUrl(inject('testServer'), 'postgres', databaseName());
}

describe('Nobody gets a page that is not theirs', () => {
  test('whoever is signed in is never answered from what is kept, and leaves nothing for others', async () => {
    const path = `/messages/${story.bridge}`;
    const { secret } = await beginSession({ citizenId: story.luo.citizenId }, new Date());
    const cookie = `${sessionCookie}=${secret}`;
    const before = await ask(site.web.url + path);
    const own = await ask(site.web.url + path, { cookie });
    expect(own.headers['cache-control']).toBe('private, no-store');
    expect(own.body.toString()).not.toBe(before.body.toString());
    const after = await ask(site.web.url + path);
    expect(after.body.toString()).toBe(before.body.toString());
    const odd = [
      `lang=en; ${cookie}`,
      `${cookie}; lang=en`,
      `theme=dark;${cookie}`,
      ` ${cookie}`,
      `x=1; ${cookie}`,
      'huiyin-draft=abc',
      'lang=en; lang=zh',
      'lang=fr',
      'LANG=en',
      'lang',
    ];
    for (const each of odd) {
      const answer = await ask(site.web.url + path, { cookie: each });
      expect([each, isKept(answer)]).toEqual([each, false]);
    }
    expect((await ask(site.web.url + path)).body.toString()).toBe(before.body.toString());
  });

  test('each wish has pages of its own', async () => {
    const url = `${site.web.url}/regions`;
    const wishes = ['', 'lang=en', 'size=elder', 'theme=dark', 'lang=en; size=elder', 'theme=light'];
    const pages = await Promise.all(wishes.map((cookie) => ask(url, cookie ? { cookie } : {})));
    const again = await Promise.all(wishes.map((cookie) => ask(url, cookie ? { cookie } : {})));
    expect(new Set(pages.map(({ body }) => body.toString())).size).toBe(wishes.length);
    expect(again.map(({ body }) => body.toString())).toEqual(pages.map(({ body }) => body.toString()));
    expect((await ask(url, { cookie: 'size=elder; lang=en' })).headers.etag).toBe(again[4]?.headers.etag);
    expect(pages[1]?.body.toString()).toContain('<html lang="en"');
  });

  test('nothing a visitor sends beside their wishes is on the page that others get', async () => {
    const url = `${site.web.url}/messages?status=waiting`;
    const evil = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-huiyin-host': 'evil.example',
      'x-huiyin-keeping': '1',
      'x-original-url': '/desk',
      'accept-language': 'en',
      accept: 'application/json',
      'user-agent': 'MicroMessenger evil',
      origin: 'https://evil.example',
    };
    const first = await ask(url, evil);
    const second = await ask(url);
    expect(second.body.toString()).toBe(first.body.toString());
    expect(second.body.toString()).not.toContain('evil');
    expect(Object.keys(second.headers).filter((name) => name.startsWith('x-huiyin'))).toEqual([]);
    const bypassed = await ask(url, { ...evil, cookie: 'other=1' });
    expect(Object.keys(bypassed.headers).filter((name) => name.startsWith('x-huiyin'))).toEqual([]);
    const elsewhere = await ask(url, { host: 'other.example' });
    expect((await ask(url)).body.toString()).toBe(second.body.toString());
    expect(elsewhere.status).toBe(200);
  });

  const odd =
    '//messages /messages/ /Messages /%6Dessages /messages;x=1 /messages/..%2fdesk /./messages /messages?lang=en ' +
    '/messages?status=waiting&status=answered /messages?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9 /messages/__data.json ' +
    `/messages?x=1? /messages?q=%E6%A1%A5 /messages?x=${'y'.repeat(400)} /sign-in /my-data /write /desk`;
  test.each(odd.split(' '))('an odd or private address is never kept: %s', async (path) => {
    for (let again = 0; again < 2; again += 1) {
      const target = new URL(site.web.url);
      const answer = await rawly(
        Number(target.port),
        `GET ${path} HTTP/1.1\r\nHost: ${target.host}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).not.toMatch(/cache-control: public, max-age=0/i);
    }
  });

  test('a body, credentials, another method or a failure leave nothing behind', async () => {
    const url = `${site.web.url}/leaders`;
    expect(isKept(await ask(url, { authorization: 'Bearer x' }))).toBe(false);
    expect(isKept(await ask(url, {}, 'POST'))).toBe(false);
    const never = await ask(`${site.web.url}/messages/123456789012`);
    expect([never.status === 200, isKept(never)]).toEqual([false, false]);
  });
});

describe('A kept page on the wire', () => {
  test('carries its tag, is not sent to who has it, and whole to who asks for a part', async () => {
    const url = `${site.web.url}/ministries`;
    const page = await ask(url);
    const { etag } = page.headers;
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(page.headers.vary).toBe('Accept-Encoding, Cookie');
    for (const held of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const answer = await ask(url, { 'if-none-match': held });
      expect([answer.status, answer.body.length, answer.headers.etag]).toEqual([304, 0, etag]);
      expect(answer.headers['cache-control']).toBe(page.headers['cache-control']);
    }
    expect((await ask(url, { 'if-none-match': '"other"' })).status).toBe(200);
    const head = await ask(url, {}, 'HEAD');
    expect([head.body.length, head.headers['content-length']]).toEqual([0, String(page.body.length)]);
    const part = await ask(url, { range: 'bytes=0-9' });
    expect([part.status, part.body.length]).toEqual([200, page.body.length]);
  });

  test('is compressed once for those who read it so, under a tag of its own, and has the same policy of scripts', async () => {
    const url = `${site.web.url}/ministries`;
    const [plain, small] = [await ask(url), await ask(url, { 'accept-encoding': 'gzip, deflate, br, zstd' })];
    expect(small.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(small.body).toString()).toBe(plain.body.toString());
    expect(small.headers.etag).not.toBe(plain.headers.etag);
    expect(small.headers['content-security-policy']).toBe(plain.headers['content-security-policy']);
    expect(plain.headers['content-security-policy']).not.toContain('nonce-');
    const refused = await ask(url, { 'accept-encoding': 'br;q=0, gzip;q=0' });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });
});
