import { showCode } from '#domain/public-code.ts';
import type { NoticeFollow } from '#server/views/mine/notices.ts';
import type { Words } from '#ui/words/words.ts';

/** How something that is followed is called; a message that is no longer shown by its number alone. */
export function nameOf({ what, at, name, nameEn }: NoticeFollow, w: Words): string {
  if (name === null) return what === 'message' ? w.joining.hidden(showCode(at)) : at;
  return w.lang === 'en' && nameEn ? nameEn : name;
}

const addresses = {
  message: '/messages/',
  leader: '/leaders/',
  region: '/regions/',
  topic: '/topics/',
} as const;

/** The page of something that is followed. */
export function addressOf({ what, at }: Pick<NoticeFollow, 'what' | 'at'>): string {
  return `${addresses[what]}${at}`;
}
