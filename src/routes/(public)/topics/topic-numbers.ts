import { scopesOfTopic } from '#domain/statistics/scopes.ts';
import { type StandingCells, standingCells } from '#domain/statistics/standing-cells.ts';
import { board } from '#server/views/board.ts';
import { readTotals } from '#server/views/numbers.ts';
import type { TopicItem } from '#server/views/topics.ts';
import { addCounts } from './add-numbers.ts';

/** A topic or sub-topic with what its table says of it. */
export interface TopicNumbers extends TopicItem {
  cells: StandingCells;
}

/** Topics with their numbers of this moment, each with those of its sub-topics. */
export async function topicNumbers(
  topics: readonly (TopicItem & { subTopics?: readonly TopicItem[] })[],
): Promise<TopicNumbers[]> {
  const totals = await readTotals(board(), topics.flatMap(scopesOfTopic));
  const counts = topics.map((topic) =>
    scopesOfTopic(topic)
      .flatMap((scope) => totals.get(scope) ?? [])
      .reduce((sum, each) => addCounts(sum, each)),
  );
  return standingCells(counts).flatMap((cells, at) => {
    const topic = topics[at];
    return topic ? [{ id: topic.id, name: topic.name, nameEn: topic.nameEn, cells }] : [];
  });
}
