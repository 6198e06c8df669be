import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { confirmMark } from '../../src/server/life/replies/decide-mark.ts';
import { proposeMark } from '../../src/server/life/replies/propose-mark.ts';
import type { BoardStory } from './board-story.ts';
import { doorsOfPages } from './doors/enumerate.ts';
import type { Site } from './site.ts';
import type { Reader } from './visits.ts';
import { goOn, typed, writeUpToPreview } from './writer.ts';

/** A public page of the running program, at an address that shows something, and who may read it. */
export interface PublicPage {
  /** As the program's own manifest names it, as in /leaders/[id]. */
  route: string;
  address: string;
  reader: Reader;
}

/**
 * Every page of the built program but the desk's: a new one is among them by itself. What stands in brackets is filled from the
 * story; a bracket that the story does not know fails, so that somebody says what it means.
 */
export async function publicPages(site: Site, story: BoardStory): Promise<PublicPage[]> {
  const draft = await draftInHand(site, story.leaderId, false);
  const sent = await draftInHand(site, story.leaderId, true);
  // Marked after both were written: it would have stood in their way.
  await guidanceFor(story);
  const routes = (await doorsOfPages())
    .filter(({ read, path }) => read && !path.startsWith('/desk'))
    .map(({ path }) => path);
  const pages = await Promise.all(
    routes.map(async (route): Promise<PublicPage> => {
      if (route.startsWith('/write')) return inWriting(route, { draft, sent });
      const address = filled(route, story);
      const said = await fetch(site.web.url + address, {
        redirect: 'manual',
        headers: { accept: 'text/html' },
      });
      const shut = said.status === 303 && said.headers.get('location')?.startsWith('/sign-in');
      return { route, address, reader: shut ? { as: { citizenId: story.luo.citizenId } } : {} };
    }),
  );
  const luo: Reader = { as: { citizenId: story.luo.citizenId } };
  return [
    ...pages,
    { route: '/messages/[code] as its author', address: `/messages/${story.rejected}`, reader: luo },
    { route: '/messages with a filter', address: '/messages?province=510000&kind=help&q=路灯', reader: {} },
    { route: '/messages with nothing left', address: '/messages?q=没有这样的事', reader: {} },
    { route: 'nowhere', address: '/nowhere', reader: {} },
    { route: '/messages/[code] of none', address: '/messages/100000000009', reader: {} },
  ];
}

const codes: Readonly<Record<string, keyof BoardStory>> = {
  '/messages/[code]/mend': 'rejected',
  '/messages/[code]/withdraw': 'awaiting',
  '/messages/[code]/rate': 'answered',
  '/messages/[code]/follow-up': 'answered',
};

function filled(route: string, story: BoardStory): string {
  const address = route
    .replace('/leaders/[id]', `/leaders/${story.leaderId}`)
    .replace('/regions/[code]', '/regions/510800')
    .replace('/offices/[id]', `/offices/${officeOf(story)}`)
    .replace('/topics/[id]', '/topics/194')
    .replace('/statistics/[of]/[id]', '/statistics/regions/510000')
    .replace(/^\/follow$/, `/follow?message=${story.bridge}`)
    .replace('/messages/[code]', `/messages/${String(story[codes[route] ?? 'bridge'])}`);
  if (address.includes('[')) throw new Error(`${route}: say in public-pages.ts what stands in the bracket`);
  return address;
}

function officeOf({ office: { officer } }: BoardStory): number {
  const duties = officer.kind === 'staff' ? officer.duties : [];
  return duties.find(({ officeId }) => officeId !== null)?.officeId ?? 0;
}

/** An answer that helps whoever writes what the drafts say, so that it is offered to them. */
async function guidanceFor({ write, zhou, office }: BoardStory): Promise<void> {
  const { reviewer, officer, approver } = office;
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const { title, body } = typed;
  const code = await write(zhou, { kind: 'help', topic: Number(typed.topic), title, body }, at(600));
  await review(code, { visibility: 'public' }, reviewer, at(500));
  await accept(code, officer, at(400));
  const reply = {
    type: 'final',
    text: '已请市场监管局检测，结果贴在电梯里。',
    unit: '广元市信访局',
  } as const;
  const { replyId } = await draftReply(code, reply, officer, at(300));
  await approveReply(code, replyId, approver, at(200));
  const { markId } = await proposeMark(code, { what: 'guidance' }, officer, at(100));
  await confirmMark(code, markId, approver, at(90));
}

interface Drafts {
  draft: Hand;
  sent: Hand;
}

function inWriting(route: string, { draft, sent }: Drafts): PublicPage {
  const hand = route.endsWith('/sent') ? sent : draft;
  return { route, address: hand.receipt ?? route, reader: { cookies: hand.cookies } };
}

/** The cookies of a browser in which somebody wrote a message, and where the receipt stands if it was sent. */
interface Hand {
  cookies: Record<string, string>;
  receipt: string | undefined;
}

async function draftInHand(site: Site, leader: number, send: boolean): Promise<Hand> {
  const { page, leave } = await site.visit('/write', { javaScriptEnabled: false });
  await writeUpToPreview(page, leader);
  if (send) await goOn(page);
  const cookies = await page.context().cookies();
  const { pathname, search } = new URL(page.url());
  await leave();
  return {
    cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    receipt: send ? pathname + search : undefined,
  };
}
