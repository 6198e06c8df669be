import { redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { noteOffered } from '#server/life/intake/draft.ts';
import { countGuidance } from '#server/life/replies/count-guidance.ts';
import { words } from '#ui/words/words.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { enterStage, pathAfter } from '../draft-at-door.ts';
import { guidanceFor } from '../guidance-for.ts';
import { matterLine } from '../matter-line.ts';
import { readStageForm } from '../read-stage-form.ts';

/** Between the words and the pictures: answers that may already help. Nothing there: on to the next stage. */
export const load: PageServerLoad = async (event) => {
  const open = await enterStage(event, 'words');
  const { items } = await guidanceFor(open);
  const helped = items.find(({ code }) => code === event.url.searchParams.get('helped'));
  if (items.length === 0) redirect(303, pathAfter('words', open, event));
  const codes = items.map(({ code }) => code);
  const fresh = codes.filter((code) => !open.draft.offered.includes(code));
  // Shown again on the way back it is not counted again.
  if (fresh.length > 0) {
    await noteOffered(open.key, fresh, now());
    await countGuidance(fresh, 'offered', now());
  }
  return {
    line: await matterLine(open.draft, words(event.locals.lang)),
    items,
    helped: helped ?? null,
    revision: open.draft.revision,
    on: pathAfter('words', open, event),
  };
};

/** What the writer says of it: it answers, or they go on. */
export const actions: Actions = {
  default: async (event) => {
    const open = await enterStage(event, 'words');
    const form = await readStageForm(event.request);
    const { items } = await guidanceFor(open);
    const codes = items.map(({ code }) => code);
    const answer = codes.find((code) => code === form.text('helped'));
    if (answer !== undefined) {
      await countGuidance([answer], 'helped', now());
      redirect(303, `/write/guidance?helped=${answer}`);
    }
    if (form.deed === 'go-on') await countGuidance(codes, 'went-on', now());
    redirect(303, pathAfter('words', open, event));
  },
};
