import type { MessagePage } from '#server/views/message-page.ts';
import { writtenIn } from '#ui/feeds/feed.ts';
import { topicPath } from '#ui/topic-name.ts';
import type { Words } from '#ui/words/words.ts';

/** A public message with the official replies to it, in the words of schema.org: what everybody reads on its page and nothing else. */
export function postingFacts(page: MessagePage, address: string, w: Words): object {
  const { title, body, author, publishedAt, voices, topic, leader } = page;
  const times = [publishedAt, ...voices.replies.map((reply) => reply.at)].filter((at) => at !== null);
  return {
    '@context': 'https://schema.org',
    '@type': 'DiscussionForumPosting',
    '@id': address,
    url: address,
    headline: title,
    text: body,
    inLanguage: writtenIn,
    author: { '@type': 'Person', name: author },
    ...(publishedAt && { datePublished: publishedAt.toISOString() }),
    ...(times.length > 0 && { dateModified: latest(times).toISOString() }),
    about: topicPath(topic, w.lang),
    audience: { '@type': 'Audience', name: leader.name },
    publisher: { '@type': 'Organization', name: w.shell.product, url: new URL('/', address).href },
    commentCount: voices.replies.length,
    comment: voices.replies.map((reply) => ({
      '@type': 'Comment',
      text: reply.text,
      datePublished: reply.at.toISOString(),
      author: { '@type': 'GovernmentOrganization', name: reply.unit },
    })),
  };
}

function latest(times: readonly Date[]): Date {
  return new Date(Math.max(...times.map((at) => at.getTime())));
}
