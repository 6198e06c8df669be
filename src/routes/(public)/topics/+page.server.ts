import { board } from '#server/views/board.ts';
import { knownTopics } from '#server/views/topics.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';
import { topicNumbers } from './topic-numbers.ts';

/** All topics with their sub-topics and numbers. */
export const load: PageServerLoad = async ({ url, locals }) => {
  locals.kept = { shows: ['board'] };
  const topics = await knownTopics(board());
  return unsent({ topics, numbers: await topicNumbers(topics), address: `${url.origin}/topics` });
};
