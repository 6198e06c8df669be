import { redirect } from '@sveltejs/kit';
import { isWritten } from '#domain/draft.ts';
import { openStage } from '#domain/draft-stages.ts';
import { now } from '#server/clock.ts';
import { discardDraft, type OpenDraft } from '#server/life/intake/draft.ts';
import { hostCookie } from '#ui/host-cookie.ts';
import { draftCookie } from '#server/life/intake/draft-key.ts';
import { board } from '#server/views/board.ts';
import { leader, leadersOfMinistries, leadersOfRegion } from '#server/views/leaders.ts';
import { childRegions, regionWithAncestors } from '#server/views/regions.ts';
import { words, type Words } from '#ui/words/words.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { draftAtDoor, keyAtDoor, type Knock, pathOf, standingOf } from './draft-at-door.ts';
import { findPlaces } from './find-places.ts';
import { matterLine } from './matter-line.ts';
import { notedErrors } from './noted-errors.ts';
import { readStageForm } from './read-stage-form.ts';

/** The first stage: whom to write to, by searching or by walking down from the province; and a draft left lying. */
export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const chosen = searchParams.get('leader');
  const edit = searchParams.has('edit');
  if (chosen !== null)
    redirect(303, `/write/matter?leader=${encodeURIComponent(chosen)}${edit ? '&edit' : ''}`);
  const q = (searchParams.get('q') ?? '').trim().slice(0, 100);
  const open = await unsentDraft(event);
  const w = words(event.locals.lang);
  const [draft, found] = await Promise.all([
    open && draftLeft(open, event, w),
    q ? findPlaces(board(), q) : null,
  ]);
  const only =
    found?.regions.length === 1 && found.ministries.length === 0 ? found.regions[0]?.code : undefined;
  const place = await placeAt(only ?? searchParams.get('in'), searchParams.has('ministries'));
  return {
    draft: draft ?? null,
    errors: open ? notedErrors(open, 'leader', w) : [],
    q,
    found: only === undefined ? found : null,
    place,
    gone: await goneLeader(searchParams.get('gone')),
    note: searchParams.get('note'),
    edit,
  };
};

/** Throws the draft away. */
export const actions: Actions = {
  default: async (event) => {
    const form = await readStageForm(event.request);
    const key = keyAtDoor(event);
    if (form.deed !== 'discard') redirect(303, '/write');
    if (key) await discardDraft(key, now());
    event.cookies.delete(hostCookie(draftCookie, event.url.protocol), { path: '/' });
    redirect(303, '/write?note=discarded');
  },
};

async function unsentDraft(event: Knock): Promise<OpenDraft | undefined> {
  const open = await draftAtDoor(event);
  return open && !open.draft.sent && isWritten(open.draft) ? open : undefined;
}

async function draftLeft({ draft, savedAt, expiresAt }: OpenDraft, event: Knock, w: Words) {
  const { leader: to } = await matterLine(draft, w);
  const href = pathOf(openStage(draft, standingOf(event)));
  // Without a leader this very page is the open stage.
  return { title: draft.title.trim(), to, href: href === '/write' ? null : href, savedAt, expiresAt };
}

async function placeAt(code: string | null, wantsMinistries: boolean) {
  const db = board();
  if (wantsMinistries) {
    return {
      kind: 'ministries',
      name: null,
      ancestors: [],
      leaders: await leadersOfMinistries(db),
      below: [],
    } as const;
  }
  const region = code && /^\d{6}$/.test(code) ? await regionWithAncestors(db, code) : undefined;
  if (!region)
    return {
      kind: 'country',
      name: null,
      ancestors: [],
      leaders: [],
      below: await childRegions(db, null),
    } as const;
  const [leaders, below] = await Promise.all([
    leadersOfRegion(db, region.code),
    region.level < 3 ? childRegions(db, region.code) : [],
  ]);
  return { kind: 'region', name: region.name, ancestors: region.ancestors, leaders, below } as const;
}

/** Somebody came with a leader whose post is no more: who took its place? */
async function goneLeader(id: string | null) {
  if (id === null) return null;
  const post = /^\d{1,15}$/.test(id) ? await leader(board(), Number(id)) : undefined;
  return { successor: post?.successor ?? null };
}
