import { comeBack, type Returned, setOut } from '../../src/server/access/entry/provider.ts';
import type { TripPurpose } from '../../src/server/store/entry/trips.ts';

/** Walks a browser without pages through a provider, from where the house sends it to where it is sent back; gives the query of the return. */
export async function walkThrough(
  start: URL,
  site: string,
  jar = new Map<string, string>(),
): Promise<string> {
  let at = start;
  for (let steps = 0; steps < 12; steps += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      jar.set(name, value);
    }
    const to = response.headers.get('location');
    if (to === null)
      throw new Error(`The provider stopped with ${response.status}: ${await response.text()}`);
    at = new URL(to, at);
    if (at.href.startsWith(site)) return at.search;
  }
  throw new Error('The provider sends the browser in circles.');
}

/** One trip to the provider and back. */
export async function tripFrom(
  site: string,
  ask: { purpose?: TripPurpose; staffId?: number; jar?: Map<string, string>; factor?: 'totp' } = {},
): Promise<Returned> {
  const { purpose = 'enter', staffId = null, jar, factor = null } = ask;
  const start = await setOut(
    { purpose, staffId, back: '/desk/notices', browser: 'a browser', factor },
    new Date(),
  );
  return comeBack(await walkThrough(start, site, jar), 'a browser', new Date());
}
