import { topicPath } from '#ui/topic-name.ts';
import type { Words } from '#ui/words/words.ts';
import type { Chosen } from './read-filter.ts';
import { statusName } from './status-name.ts';

/** What a list holds, said in one line: 写给…的留言, a place, a topic, a kind, a state. */
export function listTitle(chosen: Chosen, w: Words): string {
  const parts = narrowedBy(chosen, w);
  return parts.length > 0 ? parts.join(' · ') : w.shell.messages;
}

/** What narrows a list, each in words. */
export function narrowedBy(chosen: Chosen, w: Words): string[] {
  const { leader, office, places, filter, search } = chosen;
  return [
    leader ? w.places.oneLeader(leader.name) : undefined,
    office ? w.passing.officeMessages(office.name) : undefined,
    places?.name,
    topicOf(chosen, w),
    filter.kind && w.message.kind[filter.kind],
    filter.status && statusName(filter.status, w),
    filter.behind?.counted && w.statistics.behind[filter.behind.counted],
    filter.behind?.source && w.statistics.source[filter.behind.source],
    search && w.places.resultsFor(search.q),
  ].filter((part): part is string => Boolean(part));
}

function topicOf({ topics, filter }: Chosen, w: Words): string | undefined {
  if (filter.topic === undefined) return undefined;
  for (const topic of topics) {
    if (topic.id === filter.topic) return topicPath(topic, w.lang);
    const sub = topic.subTopics.find((each) => each.id === filter.topic);
    if (sub) return topicPath({ ...sub, parent: topic.name, parentEn: topic.nameEn }, w.lang);
  }
  return undefined;
}
