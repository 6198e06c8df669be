import type { Draft } from '#domain/draft.ts';
import { board } from '#server/views/board.ts';
import { leader } from '#server/views/leaders.ts';
import { topics } from '#server/views/topics.ts';
import { topicName } from '#ui/topic-name.ts';
import type { Words } from '#ui/words/words.ts';

/** The line above the heading: to whom, which kind, which topic. */
export interface MatterLine {
  leader: string;
  kind: string;
  topic: string;
}

/** Says in words what a draft is about so far. */
export async function matterLine(draft: Draft, w: Words): Promise<MatterLine> {
  const [post, all] = await Promise.all([
    draft.leader === null ? undefined : leader(board(), draft.leader),
    draft.topic === null ? [] : topics(board()),
  ]);
  const parent = all.find(
    ({ id, subTopics }) => id === draft.topic || subTopics.some((each) => each.id === draft.topic),
  );
  const sub = parent?.subTopics.find(({ id }) => id === draft.topic);
  return {
    leader: post?.name ?? '',
    kind: draft.kind === '' ? '' : w.message.kind[draft.kind],
    topic: [parent, sub].flatMap((each) => (each ? [topicName(each, w.lang)] : [])).join(' / '),
  };
}
