import { dayOf, timeOf } from '../domain/calendar.ts';
import type { Lang } from './words/words.ts';

const zone = 'Asia/Shanghai';
const locale = { zh: 'zh-CN', en: 'en-GB' } as const;

type Pattern = Intl.DateTimeFormatOptions;
const made = new Map<string, Intl.DateTimeFormat>();

// Each of these texts depends on the day alone, and a list says the same few days over and over.
const known = new Map<string, string>();
const mostKnown = 5_000;

function dayText(at: Date, lang: Lang, [name, pattern]: readonly [string, Pattern]): string {
  const key = `${lang}${name}${dayOf(at)}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const text = format(lang, name, pattern).format(at);
  known.set(key, text);
  return text;
}

function format(lang: Lang, name: string, pattern: Pattern): Intl.DateTimeFormat {
  const key = lang + name;
  let found = made.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale[lang], { timeZone: zone, ...pattern });
    made.set(key, found);
  }
  return found;
}

/** The calendar day in China as 2026-11-09, whatever the clock of the reader says. */
export function chinaDay(at: Date): string {
  return dayOf(at);
}

/** 11月9日 */
export function shortDay(at: Date, lang: Lang): string {
  return dayText(at, lang, ['short', { month: lang === 'zh' ? 'long' : 'short', day: 'numeric' }]);
}

/** 2026年11月9日 */
export function fullDay(at: Date, lang: Lang): string {
  return dayText(at, lang, ['full', { year: 'numeric', month: 'long', day: 'numeric' }]);
}

/** 2026年11月9日: the day that ends with this moment, as people say when something is over. */
export function lastDayOf(at: Date, lang: Lang): string {
  return fullDay(new Date(at.getTime() - 1), lang);
}

/** 2026年11月23日 星期一, for the head of the page. */
export function namedDay(at: Date, lang: Lang): string {
  const weekday = dayText(at, lang, ['long-weekday', { weekday: 'long' }]);
  return lang === 'zh' ? `${fullDay(at, lang)} ${weekday}` : `${weekday}, ${fullDay(at, lang)}`;
}

/** 周一 */
export function weekday(at: Date, lang: Lang): string {
  return dayText(at, lang, ['weekday', { weekday: 'short' }]);
}

/** 08:14 */
export function clockTime(at: Date): string {
  return timeOf(at);
}

/** 11月9日 周一 08:14: a moment in full, the year added when it is not the year of `now`. */
export function stamp(at: Date, lang: Lang, now?: Date): string {
  const otherYear = now !== undefined && chinaDay(at).slice(0, 4) !== chinaDay(now).slice(0, 4);
  const day = otherYear ? fullDay(at, lang) : shortDay(at, lang);
  const words = lang === 'zh' ? [day, weekday(at, lang)] : [weekday(at, lang), day];
  return [...words, clockTime(at)].join(' ');
}

/** 今天11:20 · 11月18日 16:05 · 2025年3月2日: a moment as a list says it, seen from the server's `now`. */
export function listStamp(at: Date, now: Date, lang: Lang): string {
  const [day, today] = [chinaDay(at), chinaDay(now)];
  if (day === today) return `${lang === 'zh' ? '今天' : 'today '}${clockTime(at)}`;
  if (day.slice(0, 4) === today.slice(0, 4)) return `${shortDay(at, lang)} ${clockTime(at)}`;
  return fullDay(at, lang);
}

/** What the `datetime` attribute of a time element says. */
export function machineTime(at: Date): string {
  return at.toISOString();
}
