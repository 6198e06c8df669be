import type { WechatConfig } from '../../read-wechat.ts';
import { FakeWechat } from './fake-wechat.ts';
import { HttpWechat } from './http-wechat.ts';
import type { Wechat } from './wechat.ts';

/** The WeChat that the configuration names. */
export function chooseWechat(config: WechatConfig): Wechat {
  return config.kind === 'fake' ? new FakeWechat() : new HttpWechat(config);
}
