import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { throwawayFolder } from './test-server.ts';

/** A WeChat that runs here, on the loopback, and looks at what WeChat looks at. */
export interface WechatHouse {
  url: string;
  /** Who agrees next on a page; null: they refuse. */
  visitor: string | null;
  /** What it answers in place of everything else, once each. */
  readonly odd: (Record<string, unknown> | string | number | 'silence')[];
  /** A code as `wx.login` gives it to this person. */
  login(openid: string): string;
  /** Settings of the house that knows this WeChat. */
  env(changes?: Record<string, string>): Record<string, string>;
  close(): Promise<void>;
}

const apps = {
  page: { id: 'wx0123456789abcdef', secret: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' },
  mini: { id: 'wxfedcba9876543210', secret: '1029384756afbecd1029384756afbecd' },
};
const codeMinutes = 5;

interface Given {
  app: keyof typeof apps;
  openid: string;
  at: number;
  used: boolean;
}

/** Opens one for a site at this address. */
export async function openWechat(site: string, now: () => Date = () => new Date()): Promise<WechatHouse> {
  const folder = throwawayFolder();
  const fileOf = (name: keyof typeof apps) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, apps[name].secret, { mode: 0o600 });
    return file;
  };
  const [pageFile, miniFile] = [fileOf('page'), fileOf('mini')];
  const codes = new Map<string, Given>();
  const give = (app: keyof typeof apps, openid: string) => {
    const code = randomBytes(16).toString('hex');
    codes.set(code, { app, openid, at: now().getTime(), used: false });
    return code;
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://wechat.invalid');
    if (url.pathname === '/connect/oauth2/authorize') return agree(url, house, { site, response, give });
    const answer = house.odd.shift() ?? told(url, codes, now());
    if (answer === 'silence') return;
    if (typeof answer === 'number') return void response.writeHead(answer).end();
    // As WeChat does: 200 and plain text, also for a no.
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const house: WechatHouse = {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, visitor: null, odd: [] },
    login: (openid) => give('mini', openid),
    env: (changes = {}) => ({
      ...{ WECHAT_API: house.url, WECHAT_AUTHORIZE: house.url },
      ...{ WECHAT_APP_ID: apps.page.id, WECHAT_SECRET_FILE: pageFile },
      ...{ WECHAT_MINI_APP_ID: apps.mini.id, WECHAT_MINI_SECRET_FILE: miniFile },
      ...changes,
    }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  return house;
}

interface Agreeing {
  site: string;
  response: ServerResponse;
  give: (app: 'page', openid: string) => string;
}

/** The page that asks whoever is in WeChat; with snsapi_base it asks nothing and leads back at once. */
function agree(url: URL, house: WechatHouse, { site, response, give }: Agreeing): void {
  const asked = [...url.searchParams];
  const order = asked.map(([name]) => name).join(' ');
  const {
    appid,
    redirect_uri: back = '',
    response_type: type,
    scope,
    state = '',
  } = Object.fromEntries(asked);
  const wrong =
    order !== 'appid redirect_uri response_type scope state' ||
    appid !== apps.page.id ||
    type !== 'code' ||
    scope !== 'snsapi_base' ||
    !/^[a-zA-Z0-9]{32,128}$/.test(state) ||
    new URL(back).origin !== new URL(site).origin;
  if (wrong) return void response.writeHead(400).end('redirect_uri');
  const to = new URL(back);
  if (house.visitor !== null) to.searchParams.set('code', give('page', house.visitor));
  to.searchParams.set('state', state);
  response.writeHead(302, { location: to.href }).end();
}

function told(url: URL, codes: Map<string, Given>, now: Date): Record<string, unknown> | number {
  const app = ({ '/sns/oauth2/access_token': 'page', '/sns/jscode2session': 'mini' } as const)[url.pathname];
  if (!app) return 404;
  const given = Object.fromEntries(url.searchParams);
  const no = (errcode: number, errmsg: string) => ({ errcode, errmsg: `${errmsg}, rid: 65f-1a2b` });
  if (given['appid'] !== apps[app].id) return no(40_013, 'invalid appid');
  if (given['secret'] !== apps[app].secret) return no(40_125, 'invalid appsecret');
  if (given['grant_type'] !== 'authorization_code') return no(40_002, 'invalid grant_type');
  const code = given[app === 'page' ? 'code' : 'js_code'];
  if (!code) return no(41_008, 'missing code');
  const found = codes.get(code);
  if (!found || found.app !== app) return no(40_029, 'invalid code');
  if (found.used) return no(40_163, 'code been used');
  found.used = true;
  if (now.getTime() - found.at > codeMinutes * 60_000) return no(42_003, 'oauth_code expired');
  const { openid } = found;
  if (app === 'mini') return { openid, session_key: randomBytes(16).toString('base64') };
  return {
    access_token: 'not kept',
    expires_in: 7200,
    refresh_token: 'nor this',
    openid,
    scope: 'snsapi_base',
  };
}
