import type { EnvReader } from './env-reader.ts';
import { isLoopback } from './read-oidc.ts';

/** An app at WeChat and its secret. */
export interface WechatApp {
  appId: string;
  secret: string;
}

/** Sign-in by WeChat: on pages by an official account, in a mini program, or both; the fake agrees to everybody (laptop only). */
export interface WechatConfig {
  kind: 'fake' | 'http';
  page: WechatApp | null;
  mini: WechatApp | null;
  /** Where WeChat is asked, and where people are sent. */
  api: string;
  authorize: string;
}

/** Reads what is known of WeChat from the environment; null where nothing is. */
export function readWechat(reader: EnvReader, mode: 'embedded' | 'external'): WechatConfig | null {
  const kind = reader.choice('WECHAT', 'http', ['http', 'fake']);
  if (kind === 'fake') {
    if (mode === 'external')
      reader.wrong('WECHAT', 'the fake lets anybody in and is refused with DATABASE_URL', 'Leave it out.');
    const app = { appId: 'fake', secret: '' };
    return { kind, page: app, mini: app, api: '', authorize: '' };
  }
  const page = appIn(reader, 'WECHAT_APP_ID', 'WECHAT_SECRET_FILE');
  const mini = appIn(reader, 'WECHAT_MINI_APP_ID', 'WECHAT_MINI_SECRET_FILE');
  if (!page && !mini) return null;
  return {
    ...{ kind, page, mini },
    api: placeIn(reader, 'WECHAT_API') ?? 'https://api.weixin.qq.com',
    authorize: placeIn(reader, 'WECHAT_AUTHORIZE') ?? 'https://open.weixin.qq.com',
  };
}

function appIn(reader: EnvReader, id: string, file: string): WechatApp | null {
  const appId = reader.text(id);
  return appId === null ? null : { appId, secret: reader.secretFile(file) };
}

function placeIn(reader: EnvReader, variable: string): string | null {
  const url = reader.webAddress(variable);
  if (!url) return null;
  if (url.protocol !== 'https:' && !isLoopback(url))
    reader.wrong(variable, 'is not https', 'The secret travels there: give an https address.');
  return url.origin;
}
