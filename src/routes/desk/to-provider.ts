import type { RequestEvent } from '@sveltejs/kit';
import { setOut } from '#server/access/entry/provider.ts';
import { knownBrowser } from '../trip-cookie.ts';

type Event = Pick<RequestEvent, 'cookies' | 'url'>;

/** Sets out to the provider with this browser; gives the address to go to. */
export async function toProvider(
  event: Event,
  of: Omit<Parameters<typeof setOut>[0], 'browser'>,
  now: Date,
): Promise<string> {
  const browser = knownBrowser(event);
  const address = await setOut({ ...of, browser }, now);
  return address.href;
}
