import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { tidy } from '#domain/text.ts';
import { now } from '#server/clock.ts';
import { scheduleVerdict } from '#server/life/intake/schedule-verdict.ts';
import { board } from '#server/views/board.ts';
import { type ReviewCase, reviewCase } from '#server/views/desk/review-case.ts';
import { placesOf, undecided } from '#ui/desk/review/redaction.ts';
import { words } from '#ui/words/words.ts';
import { refused } from '../../refused.ts';
import { type ReviewAnswer, reviewValues, type ReviewValues } from '../answer.ts';
import { nextAddress } from '../next-address.ts';

/** The texts of a message that a reviewer may change. */
export const messageFields = ['title', 'body', 'place'] as const;

/** For this long a verdict can be taken back. */
const delaySeconds = 10;

type Step = 'publish' | 'keep-private' | 'reject';
type Event = RequestEvent<{ code: string }>;

/** Gives a verdict that takes effect in ten seconds and goes on to the next; what stands against it is shown with everything typed. */
export async function decideOn(event: Event, step: Step) {
  const { locals, params, request, url } = event;
  const values = reviewValues(await request.formData(), messageFields);
  const answer = (act: Partial<ReviewAnswer>): ReviewAnswer => ({ act: step, values, ...act });
  let next: string;
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    const at = now();
    const opened = await reviewCase(board(), params.code, locals.actor, at);
    const open = step === 'publish' ? undecidedIn(opened, values) : 0;
    if (open > 0) return fail(422, answer({ refusal: undecidedRefusal(open, locals.lang), errors: [] }));
    if (step === 'publish' && opened.message.wish === 'private') throw new Refusal('not-allowed');
    next = await nextAddress({ url, path: `/desk/review/${params.code}` }, locals.actor, at);
    await scheduleVerdict(
      params.code,
      pendingOf(step, values, opened),
      { actor: locals.actor, delaySeconds },
      at,
    );
  } catch (error) {
    const no = refused(error, locals.lang);
    return fail(no.status, answer(no.shown));
  }
  redirect(303, next);
}

function undecidedIn({ message }: ReviewCase, values: ReviewValues): number {
  return message.original ? undecided(placesOf({ ...message.original }, values)) : 0;
}

function undecidedRefusal(open: number, lang: 'zh' | 'en') {
  return { code: 'undecided', title: words(lang).desk.undecided(open) };
}

function pendingOf(
  step: Step,
  values: ReviewValues,
  { message }: ReviewCase,
): Parameters<typeof scheduleVerdict>[1] {
  if (step === 'reject') return { step, reason: { code: values.code, words: values.words } };
  if (step === 'keep-private') return { step, verdict: { visibility: 'private' } };
  const { original } = message;
  const changed = messageFields.filter((field) => tidy(values.shown[field] ?? '') !== original?.[field]);
  return {
    step,
    verdict: {
      visibility: 'public',
      redacted: Object.fromEntries(changed.map((field) => [field, values.shown[field] ?? ''])),
      pictures: message.pictures
        .filter((picture) => picture.authorPublic && values.pictures)
        .map(({ id }) => ({ id, public: values.pictures?.includes(id) ?? true })),
    },
  };
}
