import type { Lang } from './words/words.ts';

/** A topic in both languages, with the one above it. */
interface Named {
  name: string;
  nameEn: string;
  parent?: string;
  parentEn?: string;
}

/** The name of a topic in the language of the page. */
export function topicName({ name, nameEn }: Named, lang: Lang): string {
  return lang === 'zh' ? name : nameEn;
}

/** The same with the topic above it, as 交通 / 公交车管理. */
export function topicPath(topic: Named, lang: Lang, between = ' / '): string {
  const parent = lang === 'zh' ? topic.parent : topic.parentEn;
  return parent ? `${parent}${between}${topicName(topic, lang)}` : topicName(topic, lang);
}
