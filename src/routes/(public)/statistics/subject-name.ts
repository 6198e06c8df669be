import type { Kind, Source } from '#domain/message.ts';
import type { Words } from '#ui/words/words.ts';

/** How a thing with statistics is called. */
export function subjectName(
  { of, id, name, nameEn }: { of: string; id: string; name: string; nameEn: string },
  w: Words,
): string {
  if (of === 'all') return w.statistics.crumb;
  if (of === 'kinds') return w.message.kind[id as Kind];
  if (of === 'sources') return w.statistics.source[id as Source];
  return w.lang === 'en' ? nameEn : name;
}
