import { fail, redirect } from '@sveltejs/kit';
import { limits } from '#domain/message.ts';
import { isRefusal, type FieldFault } from '#domain/refusal.ts';
import { keepPace } from '#server/access/rate-limit.ts';
import { now } from '#server/clock.ts';
import { changePictures, draftPictures, loadDraft, type OpenDraft } from '#server/life/intake/draft.ts';
import { discard } from '#server/pictures/discard.ts';
import { words } from '#ui/words/words.ts';
import { errorsOf, type StageError } from '#ui/write/stage-error.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import {
  carryDraft,
  enterStage,
  keyAtDoor,
  type Knock,
  pathAfter,
  pathBefore,
  sentPath,
} from '../draft-at-door.ts';
import { matterLine } from '../matter-line.ts';
import { notedErrors } from '../noted-errors.ts';
import { readStageForm } from '../read-stage-form.ts';
import { takeFromForm } from '../read-upload.ts';

/** The pictures of the message, added one a request. */
export const load: PageServerLoad = async (event) => {
  const open = await enterStage(event, 'pictures');
  const w = words(event.locals.lang);
  const pictures = await draftPictures(open, now());
  const { searchParams } = event.url;
  // The front refuses a body beyond all limits before any page sees it, and sends the writer back here.
  const tooLarge: StageError[] = searchParams.has('too-large')
    ? errorsOf([{ field: 'picture', code: 'picture-too-large' }], w)
    : [];
  return {
    line: await matterLine(open.draft, w),
    pictures,
    full: pictures.length >= limits.pictures,
    isPrivate: open.draft.visibility === 'private',
    savedAt: open.savedAt,
    added: searchParams.has('added'),
    errors: [...tooLarge, ...notedErrors(open, 'pictures', w)],
    gone: pictures.length < open.draft.pictures.length,
    edit: searchParams.has('edit'),
  };
};

/** The button that was pressed stands in the address: a picture's form is not read before the picture is taken in. */
export const actions: Actions = {
  default: async (event) => {
    const open = await openDraft(event);
    const edit = event.url.searchParams.has('edit');
    switch (event.url.searchParams.get('do')) {
      case 'add':
        return (
          (await add(event, open, true)) ??
          redirect(303, `/write/pictures?added${edit ? '&edit' : ''}#pictures`)
        );
      case 'next':
        return (await add(event, open, false)) ?? (await goOn(event, open));
      case 'back':
        return (await add(event, open, false)) ?? redirect(303, pathBefore('pictures'));
      case 'show':
      case 'hide':
      case 'remove':
        await changeOne(event, open);
        return redirect(303, `/write/pictures${edit ? '?edit' : ''}#pictures`);
      default:
        return refuse(409, [], true);
    }
  },
};

type Event = Knock & { request: Request; locals: App.Locals; getClientAddress(): string };

function refuse(status: number, errors: StageError[], stale = false) {
  return fail(status, { errors, stale });
}

async function openDraft(event: Event): Promise<OpenDraft> {
  const key = keyAtDoor(event);
  const open = key && (await loadDraft(key, now()));
  if (!open) redirect(303, '/write?note=stale');
  if (open.draft.sent) redirect(303, sentPath(open.draft.sent.code, true));
  return open;
}

/** Takes in the chosen picture; undefined when all is well, otherwise the page with what is wrong. */
async function add(event: Event, open: OpenDraft, mustHaveOne: boolean) {
  const w = words(event.locals.lang);
  const faulty = (status: number, fault: FieldFault) => refuse(status, errorsOf([fault], w));
  try {
    keepPace('picture', event.getClientAddress(), now());
    const taken = await takeFromForm(event.request, open.key.id, now());
    if (!taken)
      return mustHaveOne ? refuse(422, [{ field: 'picture', text: w.write.chooseFirst }]) : undefined;
    const kept = await changePictures(open.key, (pictures) => withOne(pictures, taken.id), now());
    if (kept?.draft.pictures.some(({ id }) => id === taken.id)) {
      carryDraft(event, kept);
      return undefined;
    }
    await discard(taken.id, open.key.id);
    return faulty(422, { field: 'picture', code: 'too-many-pictures' });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return faulty(error.status, { field: 'picture', code: error.code, with: error.with });
  }
}

// Two uploads at once may not make six of five.
function withOne(pictures: OpenDraft['draft']['pictures'], id: string) {
  return pictures.length >= limits.pictures ? pictures : [...pictures, { id, public: false }];
}

// Pictures that are no longer there are let go; the page has told so.
async function goOn(event: Event, before: OpenDraft): Promise<never> {
  const at = now();
  const there = new Set(
    (await draftPictures((await loadDraft(before.key, at)) ?? before, at)).map(({ id }) => id),
  );
  const open = await changePictures(before.key, (pictures) => pictures.filter(({ id }) => there.has(id)), at);
  redirect(303, pathAfter('pictures', open ?? before, event));
}

async function changeOne(event: Event, open: OpenDraft): Promise<void> {
  const form = await readStageForm(event.request);
  const id = form.text('picture');
  const wish = event.url.searchParams.get('do');
  if (wish === 'remove') await discard(id, open.key.id);
  const kept = await changePictures(
    open.key,
    (pictures) =>
      wish === 'remove'
        ? pictures.filter((each) => each.id !== id)
        : pictures.map((each) => (each.id === id ? { ...each, public: wish === 'show' } : each)),
    now(),
  );
  if (kept) carryDraft(event, kept);
}
