import { type Wechat, WechatFault, type WechatPerson } from './wechat.ts';

/** Stands in for WeChat on a laptop: it agrees at once, each code works once, and says who it is after `fake-`. */
export class FakeWechat implements Wechat {
  readonly #used = new Set<string>();

  begin(state: string, back: string): URL {
    const address = new URL(back);
    address.search = new URLSearchParams({ code: `fake-laptop-${state.slice(0, 8)}`, state }).toString();
    return address;
  }

  async byPage(code: string): Promise<WechatPerson> {
    return this.#take('fake-page', code);
  }

  async byMiniProgram(code: string): Promise<WechatPerson> {
    return this.#take('fake-mini', code);
  }

  #take(app: string, code: string): WechatPerson {
    const openid = /^fake-([a-z]+)-\w+$/.exec(code)?.[1];
    if (!openid || this.#used.has(code)) throw new WechatFault('stale', 40_029);
    if (this.#used.size >= 1000) this.#used.clear();
    this.#used.add(code);
    return { app, openid };
  }
}
