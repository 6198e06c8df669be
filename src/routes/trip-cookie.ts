import { randomBytes } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { hostCookie } from '#ui/host-cookie.ts';

type Event = Pick<RequestEvent, 'cookies' | 'url'>;

const minutes = 10;

/** By what this browser is known when it comes back from a trip to somewhere else; it carries that from now on, for ten minutes. */
export function knownBrowser(event: Event): string {
  // Two tabs may be on the way at once: they share what the browser is known by.
  const browser = tripIn(event) ?? randomBytes(32).toString('base64url');
  const secure = event.url.protocol === 'https:';
  // Lax, since the way back begins on the other site.
  event.cookies.set(nameAt(event.url), browser, {
    ...{ path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: minutes * 60 },
  });
  return browser;
}

/** By what the browser that set out is known. */
export function tripIn({ cookies, url }: Event): string | undefined {
  return cookies.get(nameAt(url));
}

function nameAt({ protocol }: URL): string {
  return hostCookie('huiyin-trip', protocol);
}
