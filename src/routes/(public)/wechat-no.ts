import { type RefusalCode, refusals } from '#domain/refusals.ts';

const codes = [
  ...(['wechat-down', 'wechat-stale', 'wechat-refused', 'wechat-mismatch'] as const),
  ...(['provider-stale', 'confirm-first', 'no-wechat'] as const),
] as const satisfies readonly RefusalCode[];

/** The sentence for a “no” that came back from WeChat by the address; null where there is none. */
export function wechatNo(url: URL, lang: 'zh' | 'en'): string | null {
  const code = codes.find((each) => each === url.searchParams.get('no'));
  return code ? refusals[code][lang] : null;
}
