import { beginSession } from '../../../src/server/access/session.ts';
import { sessionCookie } from '../../../src/server/access/who.ts';
import { rowsOf } from '../after-work.ts';
import type { Subscriber } from '../push-house.ts';
import type { Program } from './program.ts';

/** Turns push on in a browser of a message's author, by the page of the running program. */
export async function turnOnPushFor(code: string, program: Program, headers: string[]): Promise<Subscriber> {
  const [row] = await rowsOf<{ citizenId: number }>(
    'select author_id as "citizenId" from messages where code = $1',
    [code],
  );
  const { secret } = await beginSession({ citizenId: row?.citizenId ?? 0 }, new Date());
  const asking = { origin: program.url, accept: 'text/html', cookie: `${sessionCookie}=${secret}` };
  const page = await (await fetch(`${program.url}/account/push`, { headers: asking })).text();
  const key = /data-key="([^"]+)"/.exec(page)?.[1] ?? '';
  const device = program.pushes.subscribe(key);
  const body = new URLSearchParams({ ...device.subscription, key });
  const to = `${program.url}/account/push?/on`;
  const answer = await fetch(to, { method: 'POST', body, headers: asking, redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`push was not turned on: ${answer.status}`);
  headers.push(JSON.stringify([...answer.headers]));
  return device;
}
