import type { Db } from '../store/db.ts';
import { remember } from './remember.ts';

/** A topic (领域) or one of its sub-topics, in both languages. */
export interface TopicItem {
  id: number;
  name: string;
  nameEn: string;
}

/** A topic with its sub-topics; one without any (其他) is chosen by its own number. */
export interface TopicView extends TopicItem {
  subTopics: TopicItem[];
}

/** All topics with their sub-topics, in the order of the board's own list; 其他, which has none, comes last. */
export async function topics(db: Db): Promise<TopicView[]> {
  const rows = await db.selectFrom('topics').selectAll().orderBy('id').execute();
  const item = ({ id, name, name_en }: (typeof rows)[number]): TopicItem => ({ id, name, nameEn: name_en });
  const views = rows
    .filter((row) => row.parent_id === null)
    .map((row) => ({ ...item(row), subTopics: rows.filter((each) => each.parent_id === row.id).map(item) }));
  // Sub-topics are numbered through in that order, the topics themselves are not.
  const place = ({ subTopics }: TopicView) => subTopics[0]?.id ?? Number.MAX_SAFE_INTEGER;
  return views.toSorted((a, b) => place(a) - place(b));
}

const known = remember<'all', TopicView[]>(topics);

/** The same, at most ten seconds old: every list offers them. */
export const knownTopics = (db: Db): Promise<TopicView[]> => known(db, 'all');
