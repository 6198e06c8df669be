import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { isRefusal } from '#domain/refusal.ts';
import type { RequestKind } from '#domain/request-costs.ts';
import { keepOwnPace, keepPace } from '#server/access/rate-limit.ts';
import { words } from '#ui/words/words.ts';

/** Counts a page that is asked for; gives the plain page that says how long to wait, where it was too much. */
export function tooMany(event: RequestEvent, actor: Actor, now: Date): Response | undefined {
  const kind = kindOf(event);
  if (!kind) return undefined;
  try {
    keepPace(kind, event.getClientAddress(), now);
    keepOwnPace(kind, actor, now);
    return undefined;
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'too-many') throw error;
    return plainPage(event, Number(error.with['retryAfterSeconds']));
  }
}

// What one writes in the form for messages is counted at its own stages, which keep what was typed.
function kindOf({ request, url, route }: RequestEvent): RequestKind | undefined {
  if (route.id?.startsWith('/(public)/write') && request.method === 'POST') return undefined;
  if (request.method === 'POST') return sendsCode(route.id, url) ? 'verification' : 'writing';
  if (route.id?.endsWith('/share.png')) return 'picture';
  if (route.id?.startsWith('/(public)/sitemap')) return 'search';
  return url.searchParams.get('q') ? 'search' : 'reading';
}

/** Forms that have a text message sent: each costs, and reaches somebody's phone. */
function sendsCode(route: string | null, { searchParams }: URL): boolean {
  const rooms = ['sign-in', 'track', 'account/phone', 'account/close', 'account/confirm', 'my-data'];
  const forms = ['/start', '/export-code'];
  return rooms.some((room) => route === `/(public)/${room}`) && forms.some((form) => searchParams.has(form));
}

function plainPage({ locals }: RequestEvent, seconds: number): Response {
  const { errors, shell } = words(locals.lang);
  const { title, text } = errors.pages['too-many'];
  const body =
    `<!doctype html><html lang="${locals.lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${shell.titleOf(title)}</title>` +
    `<link rel="stylesheet" href="/plain.css"></head><body><main><h1>${title}</h1>` +
    `<p>${text} ${errors.waitFor(seconds)}</p><p>${errors.keptBehind}</p></main></body></html>\n`;
  return new Response(body, {
    status: 429,
    headers: {
      'content-type': 'text/html',
      'retry-after': String(seconds),
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    },
  });
}
