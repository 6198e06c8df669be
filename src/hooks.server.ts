import { randomUUID } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { isRefusal } from '#domain/refusal.ts';
import { sessionCookieAt, whoBySession } from '#server/access/who.ts';
import { now } from '#server/clock.ts';
import { atReplica } from '#server/views/at-replica.ts';
import { keptPageHeaders } from '#server/views/kept-page.ts';
import { log } from '#server/log.ts';
import { isClosedRoom } from './routes/closed-rooms.ts';
import { tooMany } from './routes/too-many.ts';
import { hostCookie } from '#ui/host-cookie.ts';
import { markChinese } from '#ui/mark-chinese.ts';
import { isKeepable, keepMark } from '#ui/offline/which-kept.ts';
import { htmlAttributes, readPreferences } from '#ui/preferences.ts';

const yearInSeconds = 31_536_000;

/** Every page request: who is knocking, how they want to read, and the headers that keep the page safe. */
export const handle: Handle = async ({ event, resolve }) => {
  const { cookies, locals } = event;
  keepAskedLanguage(event);
  Object.assign(
    locals,
    readPreferences((name) => cookies.get(hostCookie(name, event.url.protocol))),
  );
  locals.requestId = event.request.headers.get('x-request-id') ?? randomUUID();
  locals.actor = await whoBySession(cookies.get(sessionCookieAt(event.url.protocol)), now());
  const attributes = htmlAttributes(locals);
  const refused = tooMany(event, locals.actor, now());
  if (refused) {
    guard(refused.headers, event);
    return refused;
  }
  const answer = async () =>
    resolve(event, {
      transformPageChunk: ({ html }) => {
        const whole = html.replace('%huiyin.html%', attributes);
        // The desk's pages are taken over by their script, which knows the marks of its own alone.
        return locals.lang === 'en' && !event.url.pathname.startsWith('/desk') ? markChinese(whole) : whole;
      },
    });
  const response = await (readsForAnybody(event) ? atReplica(answer) : answer());
  guard(response.headers, event);
  tellCache(response.headers, event);
  markKeepable(response, event);
  return response;
};

/** Does it only read what anybody may see, for somebody unknown? The house's own cache has chosen already where it reads. */
function readsForAnybody({ request: { method, headers }, url, locals }: RequestEvent): boolean {
  const isOpen = locals.actor.kind === 'visitor' && !isClosedRoom(url.pathname);
  return isOpen && (method === 'GET' || method === 'HEAD') && !headers.has(keptPageHeaders.asked);
}

/** What an error page says: the public sentence of a refusal, or that it was ours; the rest goes to the log. */
export const handleError: HandleServerError = ({ error, event, kind }) => {
  const { requestId, lang } = event.locals;
  if (isRefusal(error)) {
    return {
      status: error.status,
      message: error.code,
      code: error.code,
      title: error.title(lang),
      requestId,
    };
  }
  if (kind !== 'unknown') return { requestId };
  log().error({ request: requestId, route: event.route.id, err: error }, 'fault on a page');
  return { status: 500, message: 'unexpected', requestId };
};

/** `?lang=en` in an address is a wish that the next pages keep. */
function keepAskedLanguage(event: RequestEvent): void {
  const asked = event.url.searchParams.get('lang');
  if (asked !== 'zh' && asked !== 'en') return;
  const secure = event.url.protocol === 'https:';
  event.cookies.set(hostCookie('lang', event.url.protocol), asked, {
    path: '/',
    maxAge: yearInSeconds,
    httpOnly: true,
    sameSite: 'lax',
    secure,
  });
}

/** The house's own cache of pages is told what the page shows, and nobody else. */
function tellCache(headers: Headers, { request, locals: { kept } }: RequestEvent): void {
  if (!kept || !request.headers.has(keptPageHeaders.asked)) return;
  headers.set(keptPageHeaders.shows, kept.shows.join(' '));
  if (kept.until) headers.set(keptPageHeaders.until, String(kept.until.getTime()));
}

// What a visitor reads may lie on the device for when there is no connection; what sets a cookie is about one browser.
function markKeepable({ status, headers }: Response, { request, url, locals }: RequestEvent): void {
  const isPage =
    request.method === 'GET' && status === 200 && headers.get('content-type')?.startsWith('text/html');
  const isOpen = locals.actor.kind === 'visitor' && !headers.get('cache-control')?.includes('no-store');
  if (isPage && isOpen && !headers.has('set-cookie') && isKeepable(url.pathname)) headers.set(keepMark, '1');
}

function guard(headers: Headers, { locals, url }: RequestEvent): void {
  if (isClosedRoom(url.pathname)) headers.set('x-robots-tag', 'noindex, nofollow');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  if (headers.get('content-type') === 'text/html') headers.set('content-type', 'text/html; charset=utf-8');
  if (!headers.has('content-security-policy')) {
    headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  }
  if (!headers.has('cache-control')) {
    headers.set('cache-control', locals.actor.kind === 'visitor' ? 'private, no-cache' : 'private, no-store');
  }
}
