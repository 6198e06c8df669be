import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { type Actor, visitor } from '../../domain/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { sessionCookieAt, whoByBearer, whoBySession } from '../access/who.ts';
import { isFresh } from '../access/entry/door.ts';
import { verifiedBy } from '../access/verification.ts';
import { currentConfig } from '../current-config.ts';

/** Who is calling: by the bearer token if one is given, else by the session cookie; a visitor without either. */
export async function callerOf(c: Context, now: Date): Promise<Actor> {
  const authorization = c.req.header('authorization');
  return authorization === undefined ? callerBySession(c, now) : callerByBearer(authorization, now);
}

function tokenIn(authorization: string | undefined): string | undefined {
  return /^Bearer +([\w~+/.-]{1,512}=*)$/i.exec(authorization ?? '')?.[1];
}

/** Who is signed in: with this browser, or in the mini program, whose session travels as a token. */
export async function signedInCaller(c: Context, now: Date): Promise<Actor> {
  const authorization = c.req.header('authorization');
  return authorization === undefined ? callerBySession(c, now) : whoBySession(tokenIn(authorization), now);
}

async function callerByBearer(authorization: string, now: Date): Promise<Actor> {
  const token = tokenIn(authorization);
  const actor = token === undefined ? visitor : await whoByBearer(token, now);
  // A token that has run out is said so, rather than answered as to a stranger.
  if (actor.kind === 'visitor') throw new Refusal('sign-in-needed');
  return actor;
}

/** Who is signed in with this browser. A browser sends its cookie whoever asks, so writes must come from our own pages. */
export async function callerBySession(c: Context, now: Date): Promise<Actor> {
  const secret = sessionOf(c);
  if (secret === undefined) return visitor;
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!reads && !isFromOurPages(c)) throw new Refusal('cross-site');
  return whoBySession(secret, now);
}

/** Refuses what could do lasting harm unless its doer has just proved to be there; a program's token never can. */
export async function refuseUnlessFreshCaller(c: Context, now: Date): Promise<void> {
  if (currentConfig().staffEntry !== 'full') return;
  if (!(await isFresh(sessionSecret(c) || undefined, now))) throw new Refusal('confirm-first');
}

/** The same for a citizen: a token proves a phone of the last half hour and is proof enough, a session only while it is fresh. */
export async function refuseUnlessFreshCitizen(c: Context, now: Date): Promise<void> {
  const token = tokenIn(c.req.header('authorization'));
  if (token !== undefined && (await verifiedBy(token, now))) return;
  if (!(await isFresh(token ?? sessionOf(c), now))) throw new Refusal('confirm-first');
}

/** The secret of the session that calls, also one of the mini program; of another program a token that is no session’s. */
export function sessionSecret(c: Context): string {
  const authorization = c.req.header('authorization');
  return (authorization === undefined ? sessionOf(c) : tokenIn(authorization)) ?? '';
}

function sessionOf(c: Context): string | undefined {
  const cookies = c.req.header('cookie');
  const wanted = sessionCookieAt(ourOrigin(c));
  if (!cookies?.includes(wanted)) return undefined;
  for (const each of cookies.split(';')) {
    const [name, value] = each.trim().split('=', 2);
    if (name === wanted && value && /^[\w-]{1,128}$/.test(value)) return value;
  }
  return undefined;
}

function isFromOurPages(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  return site === undefined ? c.req.header('origin') === ourOrigin(c) : site === 'same-origin';
}

/** The origin as the front door made it out; a visitor cannot set these headers. */
function ourOrigin(c: Context): string {
  const host = c.req.header('x-huiyin-host');
  return host ? `${c.req.header('x-huiyin-protocol')}://${host}` : currentConfig().publicUrl;
}

/** By what a caller's session is told apart, without being it. */
export function callerKey(c: Context): string {
  const secret = c.req.header('authorization') ?? sessionOf(c) ?? '';
  return createHash('sha256').update(secret).digest('base64url');
}
