import { redirect } from '@sveltejs/kit';
import { isWritten } from '#domain/draft.ts';
import { openStage } from '#domain/draft-stages.ts';
import { now } from '#server/clock.ts';
import { discardDraft } from '#server/life/intake/draft.ts';
import { draftCookie } from '#server/life/intake/draft-key.ts';
import { board } from '#server/views/board.ts';
import { leader, leadersOfMinistries, leadersOfRegion } from '#server/views/leaders.ts';
import { childRegions, regionWithAncestors } from '#server/views/regions.ts';
import { words } from '#ui/words/words.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { draftAtDoor, keyAtDoor, type Knock, pathOf, standingOf } from './draft-at-door.ts';
import { findPlaces } from './find-places.ts';
import { matterLine } from './matter-line.ts';
import { readStageForm } from './read-stage-form.ts';

/** The first stage: whom to write to, by searching or by walking down from the province; and a draft left lying. */
export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const chosen = searchParams.get('leader');
  if (chosen !== null) redirect(303, `/write/matter?leader=${encodeURIComponent(chosen)}`);
  const q = (searchParams.get('q') ?? '').trim().slice(0, 100);
  const [draft, found] = await Promise.all([draftLeft(event), q ? findPlaces(board(), q) : null]);
  const only = found?.regions.length === 1 && found.ministries.length === 0 ? found.regions[0]?.code : undefined;
  const place = await placeAt(only ?? searchParams.get('in'), searchParams.has('ministries'));
  return {
    draft,
    q,
    found: only === undefined ? found : null,
    place,
    gone: await goneLeader(searchParams.get('gone')),
    note: searchParams.get('note'),
    edit: searchParams.has('edit'),
  };
};

/** Throws the draft away. */
export const actions: Actions = {
  default: async (event) => {
    const form = await readStageForm(event.request);
    const key = keyAtDoor(event);
    if (form.deed !== 'discard') redirect(303, '/write');
    if (key) await discardDraft(key, now());
    event.cookies.delete(draftCookie, { path: '/' });
    redirect(303, '/write?note=discarded');
  },
};

async function draftLeft(event: Knock & { locals: App.Locals }) {
  const open = await draftAtDoor(event);
  if (!open || open.draft.sent || !isWritten(open.draft)) return null;
  const { leader: to } = await matterLine(open.draft, words(event.locals.lang));
  const href = pathOf(openStage(open.draft, standingOf(event)));
  // Without a leader this very page is the open stage.
  return { title: open.draft.title.trim(), to, href: href === '/write' ? null : href, savedAt: open.savedAt, expiresAt: open.expiresAt };
}

async function placeAt(code: string | null, wantsMinistries: boolean) {
  const db = board();
  if (wantsMinistries) {
    return { kind: 'ministries', name: null, ancestors: [], leaders: await leadersOfMinistries(db), below: [] } as const;
  }
  const region = code && /^\d{6}$/.test(code) ? await regionWithAncestors(db, code) : undefined;
  if (!region) return { kind: 'country', name: null, ancestors: [], leaders: [], below: await childRegions(db, null) } as const;
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
