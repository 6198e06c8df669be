import type { Suggestions } from '#server/views/searching/suggest.ts';
import { topicName } from '#ui/topic-name.ts';
import type { Words } from '#ui/words/words.ts';

/** The way to a place, leader or topic of the name that was searched for. */
export interface NamedLink {
  href: string;
  text: string;
  /** What it is. */
  what: string;
}

/** The places, leaders and topics that bear the name, as links. */
export function namedLinks(
  { places, leaders, topics }: Omit<Suggestions, 'messages'>,
  w: Words,
): NamedLink[] {
  const { finding } = w;
  return [
    ...places.map(({ code, name }) => ({ href: `/regions/${code}`, text: name, what: finding.place })),
    ...leaders.map(({ id, name, holder }) => ({
      href: `/leaders/${id}`,
      text: holder ? `${name} ${holder}` : name,
      what: finding.leader,
    })),
    ...topics.map((topic) => ({
      href: `/topics/${topic.id}`,
      text: topicName(topic, w.lang),
      what: finding.topic,
    })),
  ];
}
