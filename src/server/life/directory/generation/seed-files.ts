import { readFileSync } from 'node:fs';
import type { TopicRow } from '../../../store/directory/insert-topics.ts';

/** A ministry as the seed file lists it; its key makes the code of its office. */
export interface ListedMinistry {
  key: string;
  name: string;
  title: string;
}

interface ListedTopic {
  id: number;
  name: string;
  nameEn: string;
}

/** The ministries with the source of the list and its day. */
export function listedMinistries(): { source: string; validFrom: string; ministries: ListedMinistry[] } {
  return seed('ministries.json') as ReturnType<typeof listedMinistries>;
}

/** The 14 topics of the board with their sub-topics, parents first. */
export function listedTopics(): TopicRow[] {
  const topics = seed('topics.json') as (ListedTopic & { subTopics: ListedTopic[] })[];
  const row = ({ id, name, nameEn }: ListedTopic, parent_id: number | null): TopicRow => {
    return { id, parent_id, name, name_en: nameEn };
  };
  const parents = topics.map((topic) => row(topic, null));
  return [...parents, ...topics.flatMap(({ id, subTopics }) => subTopics.map((each) => row(each, id)))];
}

function seed(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../../../db/seeds/${name}`, import.meta.url), 'utf8'));
}
