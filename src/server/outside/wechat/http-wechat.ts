import { z } from 'zod';
import { log } from '../../log.ts';
import { beginningOf } from '../beginning-of.ts';
import type { WechatApp, WechatConfig } from '../../read-wechat.ts';
import { type Wechat, WechatFault, type WechatPerson } from './wechat.ts';

const patienceMs = 5000;
const mostAnswerBytes = 8192;

// WeChat answers 200 to everything, and says in the body what went wrong.
const answer = z.object({
  errcode: z.number().optional(),
  openid: z.string().min(1).max(128).optional(),
  // 1: a stand-in for somebody who only looks at a snapshot of the page.
  is_snapshotuser: z.number().optional(),
});

/** By WeChat's own code of an error; what stands in no line is a fault of the set-up, for the operator. */
const kinds: Readonly<Record<number, WechatFault['kind']>> = {
  [-1]: 'down',
  45_011: 'down',
  40_029: 'stale',
  40_163: 'stale',
  41_008: 'stale',
  42_003: 'stale',
  40_226: 'refused',
};

/** WeChat itself, asked by its HTTP API. App, secret and code travel in the address, as WeChat wants it: no address is logged. */
export class HttpWechat implements Wechat {
  readonly #config: WechatConfig;
  readonly #timeoutMs: number;

  constructor(config: WechatConfig, timeoutMs = patienceMs) {
    this.#config = config;
    this.#timeoutMs = timeoutMs;
  }

  begin(state: string, back: string): URL {
    const { appId } = appOf(this.#config.page);
    const address = new URL('/connect/oauth2/authorize', this.#config.authorize);
    // WeChat compares the parameters in this order.
    const asked = { appid: appId, redirect_uri: back, response_type: 'code', scope: 'snsapi_base', state };
    address.search = new URLSearchParams(asked).toString();
    address.hash = 'wechat_redirect';
    return address;
  }

  byPage(code: string): Promise<WechatPerson> {
    return this.#ask('/sns/oauth2/access_token', this.#config.page, { code });
  }

  byMiniProgram(code: string): Promise<WechatPerson> {
    return this.#ask('/sns/jscode2session', this.#config.mini, { js_code: code });
  }

  async #ask(path: string, known: WechatApp | null, code: Record<string, string>): Promise<WechatPerson> {
    const { appId, secret } = appOf(known);
    const address = new URL(path, this.#config.api);
    address.search = new URLSearchParams({
      ...{ appid: appId, secret, ...code, grant_type: 'authorization_code' },
    }).toString();
    const { errcode, openid, is_snapshotuser: snapshot } = await this.#answerOf(address);
    if (errcode) throw fault(kinds[errcode] ?? 'mismatch', errcode);
    if (snapshot === 1) throw fault('refused', 'snapshot');
    if (openid === undefined) throw fault('mismatch', 'no-openid');
    return { app: appId, openid };
  }

  async #answerOf(address: URL): Promise<z.infer<typeof answer>> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    let body: string;
    try {
      // A redirect would carry the secret to somebody else.
      const response = await fetch(address, { signal, redirect: 'manual' });
      if (response.status !== 200) throw fault('down', `http-${response.status}`);
      body = await beginningOf(response, mostAnswerBytes);
    } catch (error) {
      if (error instanceof WechatFault) throw error;
      throw fault('down', signal.aborted ? 'timeout' : 'unreachable');
    }
    const parsed = answer.safeParse(jsonOf(body));
    if (!parsed.success) throw fault('mismatch', 'not-understood');
    return parsed.data;
  }
}

function appOf(known: WechatApp | null): WechatApp {
  if (!known) throw new WechatFault('mismatch', 'not-set-up');
  return known;
}

function fault(kind: WechatFault['kind'], code: number | string): WechatFault {
  log().warn({ kind, code }, 'sign-in by wechat failed');
  return new WechatFault(kind, code);
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
