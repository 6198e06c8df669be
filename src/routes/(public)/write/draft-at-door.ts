import { type Cookies, redirect } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { type DraftStage, openStage, type Standing } from '#domain/draft-stages.ts';
import { draftStages } from '#domain/draft-stages.ts';
import { now } from '#server/clock.ts';
import { loadDraft, type OpenDraft } from '#server/life/intake/draft.ts';
import { hostCookie } from '#ui/host-cookie.ts';
import { draftCookie, draftCookieValue, draftKeyOf } from '#server/life/intake/draft-key.ts';

/** What of a request concerns the draft: its cookie, its address, and who is knocking. */
export interface Knock {
  cookies: Cookies;
  url: URL;
  locals: { actor: Actor };
}

/** The key that the browser brought; undefined when it has none. */
export function keyAtDoor({ cookies, url }: Knock) {
  return draftKeyOf(cookies.get(hostCookie(draftCookie, url.protocol)));
}

/** The draft that the browser's cookie opens; a cookie that opens none any more is taken back. */
export async function draftAtDoor(knock: Knock): Promise<OpenDraft | undefined> {
  const key = keyAtDoor(knock);
  const open = key && (await loadDraft(key, now()));
  const name = hostCookie(draftCookie, knock.url.protocol);
  if (!open && knock.cookies.get(name) !== undefined) knock.cookies.delete(name, { path: '/' });
  return open;
}

/** Gives the browser the key to the draft, for as long as the draft is kept. */
export function carryDraft({ cookies, url }: Knock, { key, expiresAt }: OpenDraft): void {
  cookies.set(hostCookie(draftCookie, url.protocol), draftCookieValue(key), {
    path: '/',
    expires: expiresAt,
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
  });
}

/** The draft for one stage; whoever has none, or has not come so far, is led to where they are. */
export async function enterStage(knock: Knock, stage: DraftStage): Promise<OpenDraft> {
  const hadKey = keyAtDoor(knock) !== undefined;
  const open = await draftAtDoor(knock);
  if (!open) redirect(303, hadKey ? '/write?note=stale' : '/write');
  if (open.draft.sent) redirect(303, sentPath(open.draft.sent.code));
  const reached = openStage(open.draft, standingOf(knock));
  if (draftStages.indexOf(reached) < draftStages.indexOf(stage)) redirect(303, pathOf(reached));
  return open;
}

/** Is the writer signed in as a citizen whose phone counts, at this moment? */
export function standingOf({ locals }: Knock): Standing {
  const { actor } = locals;
  return { signedIn: actor.kind === 'citizen' && !actor.phoneLost, now: now() };
}

/** The address of a stage. */
export function pathOf(stage: DraftStage, edit = false): string {
  const path = stage === 'leader' ? '/write' : `/write/${stage}`;
  return edit ? `${path}?edit` : path;
}

/** The address of the receipt. */
export function sentPath(code: string, already = false): string {
  return `/write/sent?code=${code}${already ? '&already' : ''}`;
}

/** Where a finished stage leads: on to the next one, or, when it was opened from the preview, back there. */
export function pathAfter(stage: DraftStage, { draft }: OpenDraft, knock: Knock): string {
  const reached = openStage(draft, standingOf(knock));
  const next = draftStages[draftStages.indexOf(stage) + 1] ?? 'preview';
  if (knock.url.searchParams.has('edit')) return pathOf(reached, reached !== 'preview');
  return pathOf(draftStages.indexOf(reached) < draftStages.indexOf(next) ? reached : next);
}

/** The address of the stage before. */
export function pathBefore(stage: DraftStage): string {
  return pathOf(draftStages[draftStages.indexOf(stage) - 1] ?? 'leader');
}
