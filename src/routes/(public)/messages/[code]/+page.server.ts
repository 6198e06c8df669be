import { redirect } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { readPublicCode } from '#domain/public-code.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { besideMessage, type BesideMessage } from '#server/views/beside-message.ts';
import { board, shortReads } from '#server/views/board.ts';
import { workingCalendar } from '#server/views/calendar.ts';
import { firstTurn } from '#server/views/kept-page.ts';
import { messagePageInFull, type MessagePage } from '#server/views/message-page.ts';
import { ownMessage, type OwnMessage } from '#server/views/mine/message.ts';
import { ownStanding } from '#server/views/mine/own-standing.ts';
import { ownSteps } from '#server/views/mine/steps.ts';
import { takenDown } from '#server/views/taken-down.ts';
import { unsent } from '#ui/unsent.ts';
import { words } from '#ui/words/words.ts';
import type { PageServerLoad } from './$types.ts';
import { stationsOf } from './stations.ts';
import { stripOf } from './strip-of.ts';

/** One message: for everybody what is public; for its author all of it, and what they can do. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
  const code = canonicalCode(params.code, url);
  const [at, db] = [now(), board()];
  const [seen, calendar] = await Promise.all([seenBy(locals.actor, code), workingCalendar(at)]);
  // One answer for what is unknown and for what is not shown; what was taken down says so.
  if (!seen) throw await takenDown(db, code);
  const { own, page, clocks, related } = seen;
  const joins = page.state.publication === 'public' && locals.actor.kind === 'citizen';
  const [steps, standing] = await Promise.all([
    own ? ownSteps(db, code, locals.actor, at) : undefined,
    joins ? ownStanding(code, locals.actor) : null,
  ]);
  if (!own && page.state.publication === 'public') {
    const turns = [page.dueAt, page.pausedUntil, ...clocks.map((clock) => clock.dueAt)];
    locals.kept = { shows: [`message:${code}`, `topic:${page.topic.id}`], until: firstTurn(turns, at) };
  }
  const telling = { w: words(locals.lang), now: at, clocks, calendar };
  return unsent({
    page,
    strip: stripOf(page, telling),
    stations: stationsOf(page, telling),
    related,
    standing,
    address: `${url.origin}/messages/${code}`,
    picture: `${url.origin}/messages/${code}/share.png${locals.lang === 'en' ? '?lang=en' : ''}`,
    author: own && steps ? { ...authorsPart(own), steps, done: url.searchParams.get('done') } : null,
  });
};

/** The message as this reader sees it: its author more than everybody else. */
async function seenBy(
  actor: Actor,
  code: string,
): Promise<({ own?: OwnMessage; page: MessagePage } & BesideMessage) | undefined> {
  const own = await ownMessage(board(), code, actor);
  if (!own) return messagePageInFull(shortReads(), code);
  return { own, page: asPublic(own), ...(await besideMessage(board(), code)) };
}

/** A number as people type it leads to the one address of its page. */
function canonicalCode(typed: string, url: URL): string {
  const code = readPublicCode(typed);
  if (code === undefined) throw new Refusal('not-found');
  if (code !== typed) redirect(301, `/messages/${code}${url.search}`);
  return code;
}

/** The author's page shows in its place what everybody sees; the author's own words stand apart where they differ. */
function asPublic(own: OwnMessage): MessagePage {
  return own.shown ? { ...own, ...own.shown } : own;
}

function authorsPart(own: OwnMessage) {
  const { title, body, place, erased, remark, name, rejection, takenDownFor, asked, extended } = own;
  const original = own.shown ? { title, body, place } : null;
  return { original, erased, remark, name, rejection, takenDownFor, asked, extended };
}
