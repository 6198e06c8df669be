import { fail, redirect } from '@sveltejs/kit';
import { stageFaults } from '#domain/draft-stages.ts';
import { now } from '#server/clock.ts';
import { type OpenDraft, saveStage, type StagePatches } from '#server/life/intake/draft.ts';
import { board } from '#server/views/board.ts';
import { leader } from '#server/views/leaders.ts';
import { listMessages } from '#server/views/list-messages.ts';
import { answeredAlike } from '#server/views/searching/answered-alike.ts';
import { words } from '#ui/words/words.ts';
import { errorsOf, type StageError } from '#ui/write/stage-error.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import {
  carryDraft,
  enterStage,
  keyAtDoor,
  pathAfter,
  pathBefore,
  pathOf,
  sentPath,
  standingOf,
} from '../draft-at-door.ts';
import { guidanceFor, guidancePath } from '../guidance-for.ts';
import { matterLine } from '../matter-line.ts';
import { notedErrors } from '../noted-errors.ts';
import { readStageForm, type StageForm } from '../read-stage-form.ts';

const mostSimilar = 3;

/** The third stage: title, text, place, remark, and whether it shall be public. */
export const load: PageServerLoad = async (event) => {
  const open = await enterStage(event, 'words');
  const { draft } = open;
  const w = words(event.locals.lang);
  const post = await leader(board(), draft.leader ?? 0);
  const { title, body, place, placePublic, remark, visibility } = draft;
  return {
    line: await matterLine(draft, w),
    kind: draft.kind,
    region: post?.region?.name ?? null,
    ministry: post?.ministry != null,
    values: { title, body, place, placePublic, remark, visibility },
    revision: draft.revision,
    savedAt: open.savedAt,
    leader: draft.leader,
    topic: draft.topic,
    similar: draft.kind === 'thanks' ? [] : await answeredBefore(draft, post?.region?.code),
    errors: notedErrors(open, 'words', w),
    edit: event.url.searchParams.has('edit'),
  };
};

/** Saves what was typed, right or wrong, and then says what needs mending. */
export const actions: Actions = {
  default: async (event) => {
    const form = await readStageForm(event.request);
    const values = valuesOf(form);
    const key = keyAtDoor(event);
    const answer = (status: number, more: Partial<Answer>) =>
      fail(status, { values, errors: [], newer: null, stale: false, ...more } satisfies Answer);
    const { outcome, open } = await saveStage(key, 'words', values, { seen: form.seen, now: now() });
    if (outcome === 'sent') redirect(303, sentPath(open.draft.sent?.code ?? '', true));
    carryDraft(event, open);
    // The draft was gone: the text is safe in a new one, which lacks the stages before.
    if (open.key.id !== key?.id) redirect(303, '/write?note=rescued');
    if (outcome === 'newer') return answer(409, { newer: textsOf(open) });
    if (form.deed === 'back') redirect(303, pathBefore('words'));
    if (form.deed === 'matter') redirect(303, pathOf('matter', event.url.searchParams.has('edit')));
    if (!form.isCurrent || form.deed !== 'next') return answer(409, { stale: true });
    const faults = stageFaults({ ...open.draft, ...values }, 'words', standingOf(event));
    if (faults.length > 0) return answer(422, { errors: errorsOf(faults, words(event.locals.lang)) });
    // Perhaps there is no need to send it: what was asked before is shown once.
    const { news } = await guidanceFor(open);
    return redirect(303, news ? guidancePath(event) : pathAfter('words', open, event));
  },
};

interface Answer {
  values: StagePatches['words'];
  errors: StageError[];
  /** What another page of the same writer saved meanwhile. */
  newer: ReturnType<typeof textsOf> | null;
  stale: boolean;
}

function valuesOf(form: StageForm): StagePatches['words'] {
  return {
    // A title is one line, however its box is drawn.
    title: form.text('title').replace(/\s*[\r\n]+\s*/g, ' '),
    body: form.text('body'),
    place: form.text('place'),
    placePublic: form.has('placePublic'),
    remark: form.text('remark'),
    visibility: form.text('visibility') === 'private' ? 'private' : 'public',
  };
}

function textsOf({ draft: { title, body, place, remark } }: OpenDraft) {
  return { title, body, place, remark };
}

/** Answers to what is much like the words so far, or else to messages of the same place and topic: perhaps there is no need to write. */
async function answeredBefore({ title, body, topic, leader: to }: OpenDraft['draft'], region = '') {
  const asking = { title, body, topic, leader: to ?? 0, region: region || null };
  const alike = title === '' ? [] : await answeredAlike(board(), asking, mostSimilar);
  if (alike.length > 0) return alike.map(({ code, title: of, unit }) => ({ code, title: of, unit }));
  if (topic === null) return [];
  const filter = { topic, status: 'answered' as const, ...(region !== '' && { region }) };
  const { items } = await listMessages(board(), filter, { limit: mostSimilar });
  return items.map(({ code, title, answer }) => ({ code, title, unit: answer?.unit ?? '' }));
}
