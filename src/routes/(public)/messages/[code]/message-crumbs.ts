import type { MessagePage } from '#server/views/message-page.ts';
import type { Words } from '#ui/words/words.ts';

/** Where a message belongs: its place or the ministries, its leader, the messages. */
export function messageCrumbs(
  { region, leader }: Pick<MessagePage, 'region' | 'leader'>,
  w: Words,
): { text: string; href?: string }[] {
  return [
    ...placesOf(region, w),
    { text: leader.name, href: `/leaders/${leader.id}` },
    { text: w.shell.messages },
  ];
}

function placesOf(region: MessagePage['region'], w: Words): { text: string; href: string }[] {
  if (!region) return [{ text: w.places.ministriesTitle, href: '/ministries' }];
  const province = { text: region.provinceName, href: `/regions/${region.provinceCode}` };
  const itself = { text: region.name, href: `/regions/${region.code}` };
  return region.code === region.provinceCode ? [province] : [province, itself];
}
