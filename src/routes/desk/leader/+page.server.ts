import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { clockReader } from '#server/views/desk/clock-reading.ts';
import { givenInstructions } from '#server/views/desk/leader/given-instructions.ts';
import { leaderPage } from '#server/views/desk/leader/leader-page.ts';
import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';

/** What lies before the holder of a post: messages to read, and what became of the instructions. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const at = now();
  const wanted = Number(event.url.searchParams.get('post')) || undefined;
  const page = await leaderPage(board(), staff, wanted, at);
  const [given, toMe, read] = await Promise.all([
    givenInstructions(board(), staff, { from: page.post.id }, at),
    givenInstructions(board(), staff, { to: page.post.id }, at),
    clockReader(at),
  ]);
  const clocked = (all: typeof given) =>
    all.map((each) => ({ ...each, clock: read({ startsAt: each.startsAt, dueAt: each.dueAt }) }));
  const clockOf = ({ receivedAt: startsAt, dueAt, next: what, pausedUntil }: (typeof page.items)[number]) =>
    dueAt && read({ startsAt, dueAt, what, pausedUntil });
  const items = page.items.map((item) => ({ ...item, clock: clockOf(item) }));
  return {
    ...page,
    items,
    given: clocked(given),
    toMe: clocked(toMe),
    at,
    read: event.url.searchParams.has('read'),
  };
};
