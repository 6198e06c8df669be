import { randomBytes } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { setOut } from '#server/access/entry/provider.ts';

type Event = Pick<RequestEvent, 'cookies' | 'url'>;

const minutes = 10;

/** Sets out to the provider with this browser; gives the address to go to. */
export async function toProvider(
  event: Event,
  of: Omit<Parameters<typeof setOut>[0], 'browser'>,
  now: Date,
): Promise<string> {
  // Two tabs may be on the way at once: they share what the browser is known by.
  const browser = tripIn(event) ?? randomBytes(32).toString('base64url');
  const address = await setOut({ ...of, browser }, now);
  const secure = event.url.protocol === 'https:';
  // Lax, since the way back begins on the provider's site.
  event.cookies.set(nameAt(event.url), browser, {
    ...{ path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: minutes * 60 },
  });
  return address.href;
}

/** By what the browser that set out is known. */
export function tripIn({ cookies, url }: Event): string | undefined {
  return cookies.get(nameAt(url));
}

function nameAt({ protocol }: URL): string {
  return protocol === 'https:' ? '__Host-huiyin-trip' : 'huiyin-trip';
}
