/** Somebody as WeChat knows them in one app. */
export interface WechatPerson {
  app: string;
  openid: string;
}

/** Sign-in by WeChat: on pages inside WeChat by an official account (网页授权), and in a mini program. */
export interface Wechat {
  /** Where to send the browser; it comes back to `back` with this state and a code. */
  begin(state: string, back: string): URL;
  /** Whom the code of such a return stands for; throws a WechatFault. */
  byPage(code: string): Promise<WechatPerson>;
  /** Whom a code of `wx.login` stands for; throws a WechatFault. */
  byMiniProgram(code: string): Promise<WechatPerson>;
}

/** Why WeChat did not say who it is: out of reach or busy; the code is wrong, used or stale; it refuses this person; or the house is set up wrongly. */
export class WechatFault extends Error {
  readonly kind: 'down' | 'stale' | 'refused' | 'mismatch';

  constructor(kind: WechatFault['kind'], code: number | string) {
    // Never more than the code: WeChat's own words repeat what was asked.
    super(`wechat: ${kind} ${code}`);
    this.name = 'WechatFault';
    this.kind = kind;
  }
}
