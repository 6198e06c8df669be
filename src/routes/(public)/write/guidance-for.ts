import type { OpenDraft } from '#server/life/intake/draft.ts';
import { board } from '#server/views/board.ts';
import { leader } from '#server/views/leaders.ts';
import { answeredAlike } from '#server/views/searching/answered-alike.ts';
import type { Answered } from '#server/views/searching/similar-answered.ts';
import type { Knock } from './draft-at-door.ts';

const mostOffered = 3;

/** Guidance that may answer a draft, then answers to messages much alike it; and whether any of it was not shown to the writer yet. */
export async function guidanceFor({ draft }: OpenDraft): Promise<{ items: Answered[]; news: boolean }> {
  const post = draft.leader === null ? undefined : await leader(board(), draft.leader);
  // Thanks and suggestions ask for nothing that an answer to others could give.
  if (!post || draft.kind === 'thanks' || draft.kind === 'suggestion') return { items: [], news: false };
  const { title, body, topic } = draft;
  const asking = { title, body, topic, leader: post.id, region: post.region?.code ?? null };
  const items = await answeredAlike(board(), asking, mostOffered);
  return { items, news: items.some(({ code }) => !draft.offered.includes(code)) };
}

/** The address of the page that shows it; opened from the preview, it leads back there. */
export function guidancePath({ url }: Pick<Knock, 'url'>): string {
  return url.searchParams.has('edit') ? '/write/guidance?edit' : '/write/guidance';
}
