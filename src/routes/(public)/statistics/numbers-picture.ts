import type { Lang } from '#ui/words/words.ts';

/** The address of the picture of something with its numbers, and its words, for the head of its page. */
export function numbersPicture(
  origin: string,
  { of, id }: { of: string; id: string | number },
  { text, lang }: { text: string; lang: Lang },
): { address: string; text: string } {
  const path = of === 'all' ? '' : `/${of}/${id}`;
  return { address: `${origin}/statistics${path}/share.png${lang === 'en' ? '?lang=en' : ''}`, text };
}
