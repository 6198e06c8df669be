import { Refusal } from '#domain/refusal.ts';
import { scopesOfTopic } from '#domain/statistics/scopes.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { readNumbers } from '#server/views/numbers.ts';
import { knownTopics, type TopicView } from '#server/views/topics.ts';
import { unsent } from '#ui/unsent.ts';
import { words } from '#ui/words/words.ts';
import { addNumbers } from '../add-numbers.ts';
import { figuresOf } from '../../figures.ts';
import { numbersPicture } from '../../statistics/numbers-picture.ts';
import { loadList } from '../../messages/list/load-list.ts';
import { topicNumbers } from '../topic-numbers.ts';
import type { PageServerLoad } from './$types.ts';

/** One topic or sub-topic: its numbers, what it is split into, and its messages. */
export const load: PageServerLoad = async ({ params, url, locals }) => {
  const found = topicById(await knownTopics(board()), params.id);
  if (!found) throw new Refusal('not-found');
  const { topic, above } = found;
  const [numbers, subTopics, list] = await Promise.all([
    readNumbers(board(), scopesOfTopic(topic)),
    topic.subTopics.length > 0 ? topicNumbers(topic.subTopics) : [],
    loadList(url, locals.lang, { topic: topic.id }),
  ]);
  if (!list.isTyped) {
    const shows = [topic, ...topic.subTopics].map(({ id }) => `topic:${id}`);
    locals.kept = { shows, until: list.turnsAt };
  }
  const figures = figuresOf(addNumbers(numbers.values()), {
    ...{ w: words(locals.lang), now: now(), of: { of: 'topics', id: String(topic.id) } },
  });
  const text = locals.lang === 'en' ? topic.nameEn : topic.name;
  const picture = numbersPicture(url.origin, { of: 'topics', id: topic.id }, { text, lang: locals.lang });
  return unsent({ topic, above, figures, subTopics, list, picture });
};

function topicById(
  all: readonly TopicView[],
  asked: string,
): { topic: TopicView; above: TopicView | null } | undefined {
  for (const each of all) {
    if (String(each.id) === asked) return { topic: each, above: null };
    const sub = each.subTopics.find(({ id }) => String(id) === asked);
    if (sub) return { topic: { ...sub, subTopics: [] }, above: each };
  }
  return undefined;
}
