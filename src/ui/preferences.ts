import type { Lang } from './words/words.ts';

/** How a reader wants the pages: kept in cookies on the device, never in an account. */
export interface Preferences {
  lang: Lang;
  size: 'normal' | 'elder';
  theme: 'auto' | 'light' | 'dark' | 'contrast';
}

/** The names of the three cookies; what decides a page beside its path. */
export const preferenceCookies = ['lang', 'size', 'theme'] as const;

/** Reads the preferences from cookie values; whatever is not known means the default. */
export function readPreferences(cookie: (name: string) => string | undefined): Preferences {
  const theme = cookie('theme');
  return {
    lang: cookie('lang') === 'en' ? 'en' : 'zh',
    size: cookie('size') === 'elder' ? 'elder' : 'normal',
    theme: theme === 'light' || theme === 'dark' || theme === 'contrast' ? theme : 'auto',
  };
}

/** The attributes of the html element that carry the preferences to the style sheets. */
export function htmlAttributes(preferences: Preferences): string {
  const attributes = [`lang="${preferences.lang === 'en' ? 'en' : 'zh-CN'}"`];
  if (preferences.size === 'elder') attributes.push('data-size="elder"');
  if (preferences.theme !== 'auto') attributes.push(`data-theme="${preferences.theme}"`);
  return attributes.join(' ');
}

const allowed: Record<(typeof preferenceCookies)[number], readonly string[]> = {
  lang: ['zh', 'en'],
  size: ['normal', 'elder'],
  theme: ['auto', 'light', 'dark', 'contrast'],
};

/** Is this a value that the setting may have? */
export function isPreference(name: (typeof preferenceCookies)[number], value: unknown): value is string {
  return typeof value === 'string' && allowed[name].includes(value);
}
