import { fail, redirect } from '@sveltejs/kit';
import { isReport } from '#domain/check-submission.ts';
import { isWritten } from '#domain/draft.ts';
import { stageFaults } from '#domain/draft-stages.ts';
import { kinds } from '#domain/message.ts';
import { type FieldFault, Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { discardDraft, type OpenDraft, saveStage } from '#server/life/intake/draft.ts';
import { board } from '#server/views/board.ts';
import { leader, type LeaderView } from '#server/views/leaders.ts';
import { topics } from '#server/views/topics.ts';
import { words } from '#ui/words/words.ts';
import { errorsOf } from '#ui/write/stage-error.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import {
  carryDraft,
  draftAtDoor,
  keyAtDoor,
  type Knock,
  pathAfter,
  sentPath,
  standingOf,
} from '../draft-at-door.ts';
import { notedErrors } from '../noted-errors.ts';
import { readStageForm, type StageForm } from '../read-stage-form.ts';

/** The second stage: which kind of matter, and which topic. A link from a leader's page starts here. */
export const load: PageServerLoad = async (event) => {
  const open = unsentDraft(await draftAtDoor(event));
  const wanted = event.url.searchParams.get('leader');
  const post = await postFor(wanted, open);
  const changesLeader = open !== undefined && open.draft.leader !== post.id;
  const other =
    changesLeader && isWritten(open.draft) ? await leader(board(), open.draft.leader ?? 0) : undefined;
  return {
    leader: { id: post.id, name: post.name, kinds: post.kinds, ministry: post.ministry !== null },
    topics: await topics(board()),
    kind: open?.draft.kind ?? '',
    topic: open?.draft.topic ?? null,
    revision: open?.draft.revision ?? 0,
    savedAt: open && isWritten(open.draft) ? open.savedAt : null,
    otherLeader: other?.name ?? null,
    errors: open && !changesLeader ? notedErrors(open, 'matter', words(event.locals.lang)) : [],
    edit: event.url.searchParams.has('edit'),
  };
};

/** Saves kind and topic, and with them the leader. */
export const actions: Actions = {
  default: async (event) => {
    const form = await readStageForm(event.request);
    const post = await postFor(form.text('leader'), undefined);
    const w = words(event.locals.lang);
    if (form.deed === 'fresh') return startAfresh(event, post.id);
    const values = { kind: form.text('kind'), topic: form.text('topic') };
    const answer = (status: number, faults: FieldFault[], stale = false) =>
      fail(status, { values, errors: errorsOf(faults, w), stale });
    // The form offers none; before anything is written down.
    if (isReport(values.kind)) throw new Refusal('not-open-yet');
    const known = await choiceFaults(form, post);
    const isRight = (field: string) => !known.some((each) => each.field === field);
    const patch = {
      leader: post.id,
      kind: isRight('kind') ? values.kind : '',
      topic: isRight('topic') ? form.number('topic') : null,
    };
    const { outcome, open } = await saveStage(await keyFor(event, form), 'matter', patch, {
      seen: form.seen,
      now: now(),
    });
    if (outcome === 'sent') redirect(303, sentPath(open.draft.sent?.code ?? '', true));
    carryDraft(event, open);
    if (!form.isCurrent || form.deed !== 'next') return answer(409, [], true);
    const faults = [
      ...known,
      ...stageFaults(open.draft, 'matter', standingOf(event)).filter(({ field }) => isRight(field)),
    ];
    if (faults.length > 0) return answer(422, faults);
    return redirect(303, pathAfter('matter', open, event));
  },
};

/** The post that is asked for; one that is none, or no more, sends the writer back to choose. */
async function postFor(asked: string | null, open: OpenDraft | undefined): Promise<LeaderView> {
  const id = asked === null ? (open?.draft.leader ?? null) : /^\d{1,15}$/.test(asked) ? Number(asked) : 0;
  if (id === null) redirect(303, '/write');
  const post = await leader(board(), id);
  if (!post?.receives) redirect(303, `/write?gone=${id}`);
  return post;
}

// A draft that was sent is done with: the writer begins another message.
function unsentDraft(open: OpenDraft | undefined): OpenDraft | undefined {
  return open?.draft.sent ? undefined : open;
}

// Only a page that was drawn for the sent draft (the back button) still means that one.
async function keyFor(event: Knock, form: StageForm) {
  const open = await draftAtDoor(event);
  return open?.draft.sent && form.seen === 0 ? undefined : keyAtDoor(event);
}

async function startAfresh(event: Knock, leaderId: number): Promise<never> {
  const key = keyAtDoor(event);
  if (key) await discardDraft(key, now());
  redirect(303, `/write/matter?leader=${leaderId}`);
}

async function choiceFaults(form: StageForm, post: LeaderView): Promise<FieldFault[]> {
  const faults: FieldFault[] = [];
  const kind = form.text('kind');
  if (kind !== '' && !(post.kinds as string[]).includes(kind)) {
    const isKind = (kinds as readonly string[]).includes(kind);
    const said = { leader: post.name, kind };
    faults.push(
      isKind
        ? { field: 'kind', code: 'leader-takes-not', with: said }
        : { field: 'kind', code: 'wrong-choice' },
    );
  }
  const topic = form.text('topic');
  const all = await topics(board());
  const known = all.flatMap(({ id, subTopics }) =>
    subTopics.length > 0 ? subTopics.map((each) => each.id) : [id],
  );
  if (topic !== '' && !known.includes(Number(topic))) faults.push({ field: 'topic', code: 'unknown-topic' });
  return faults;
}
