import { scopesOfTopic } from '#domain/statistics/scopes.ts';
import { board } from '#server/views/board.ts';
import { type Counts, readTotals } from '#server/views/numbers.ts';
import type { TopicItem } from '#server/views/topics.ts';
import { addCounts } from './add-numbers.ts';
import { replyShare } from '../figures.ts';

/** A topic or sub-topic with what its table says of it. */
export interface TopicNumbers extends TopicItem {
  counts: Counts;
  /** Null: too few to show. */
  share: number | null;
}

/** Topics with their numbers of this moment, each with those of its sub-topics. */
export async function topicNumbers(
  topics: readonly (TopicItem & { subTopics?: readonly TopicItem[] })[],
): Promise<TopicNumbers[]> {
  const totals = await readTotals(board(), topics.flatMap(scopesOfTopic));
  return topics.map((topic) => {
    const all = scopesOfTopic(topic).flatMap((scope) => totals.get(scope) ?? []);
    const counts = all.reduce((sum, each) => addCounts(sum, each));
    const { id, name, nameEn } = topic;
    return { id, name, nameEn, counts, share: replyShare(counts) };
  });
}
