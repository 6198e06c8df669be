import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { isReasonCode } from '#domain/reason-codes.ts';
import { Refusal } from '#domain/refusal.ts';
import { tidy } from '#domain/text.ts';
import { now } from '#server/clock.ts';
import { reviewWords, type WordsVerdict } from '#server/life/citizen/review-words.ts';
import { board } from '#server/views/board.ts';
import { clockReader } from '#server/views/desk/clock-reading.ts';
import { type WordsCase, wordsCase } from '#server/views/desk/words-case.ts';
import { placesOf, undecided } from '#ui/desk/review/redaction.ts';
import { words as wordsIn } from '#ui/words/words.ts';
import { admit, lostSession } from '../../../../admit.ts';
import { refused } from '../../../../refused.ts';
import { type ReviewAnswer, reviewValues, type ReviewValues } from '../../../answer.ts';
import { nextAddress } from '../../../next-address.ts';
import { turned } from '../../../turned.ts';
import type { Actions, PageServerLoad } from './$types.ts';

type Event = RequestEvent<{ code: string; words: string; id: string }>;

/** A follow-up or the words of a rating on the reviewer's table. */
export const load: PageServerLoad = async (event) => {
  if (lostSession(event)) return { opened: null };
  const staff = admit(event);
  const opened = await wordsCase(board(), which(event.params), staff);
  const read = await clockReader(now());
  const dueAt = new Date(opened.at.getTime() + 24 * 3_600_000);
  return {
    opened,
    clock: opened.verdict === 'awaiting-review' ? read({ startsAt: opened.at, dueAt }) : null,
  };
};

export const actions: Actions = {
  publish: (event) => decideOn(event, 'public'),
  'keep-private': (event) => decideOn(event, 'private'),
  reject: (event) => decideOn(event, 'rejected'),
  mend: async ({ locals, params, request }) => {
    const form = await request.formData();
    const values = reviewValues(form, ['text']);
    if (locals.actor.kind !== 'staff') return fail(401, { act: 'mend', values } satisfies ReviewAnswer);
    const { original } = await wordsCase(board(), which(params), locals.actor);
    if (original === null) return fail(409, { act: 'mend', values } satisfies ReviewAnswer);
    return { act: 'mend', values: turned({ text: original }, values, form) } satisfies ReviewAnswer;
  },
};

async function decideOn({ locals, params, request, url }: Event, visibility: WordsVerdict['visibility']) {
  const values = reviewValues(await request.formData(), ['text']);
  const answer = (more: Partial<ReviewAnswer>): ReviewAnswer => ({ act: visibility, values, ...more });
  let next: string;
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    const of = which(params);
    const opened = await wordsCase(board(), of, locals.actor);
    const open = visibility === 'public' ? undecidedIn(opened, values) : 0;
    if (open > 0) {
      const title = wordsIn(locals.lang).desk.undecided(open);
      return fail(422, answer({ refusal: { code: 'undecided', title }, errors: [] }));
    }
    const at = now();
    const path = `/desk/review/${of.code}/${of.kind}/${of.id}`;
    next = await nextAddress({ url, path, flash: { done: visibility } }, locals.actor, at);
    await reviewWords(of, verdictOf(visibility, values, opened), locals.actor, at);
  } catch (error) {
    const no = refused(error, locals.lang);
    return fail(no.status, answer(no.shown));
  }
  redirect(303, next);
}

function which({ code, words, id }: Event['params']): {
  kind: 'follow-up' | 'rating';
  id: number;
  code: string;
} {
  if ((words !== 'follow-up' && words !== 'rating') || !/^\d{1,15}$/.test(id)) throw new Refusal('not-found');
  return { kind: words, id: Number(id), code };
}

function undecidedIn({ original }: WordsCase, values: ReviewValues): number {
  return original === null ? 0 : undecided(placesOf({ text: original }, values));
}

function verdictOf(
  visibility: WordsVerdict['visibility'],
  values: ReviewValues,
  opened: WordsCase,
): WordsVerdict {
  if (visibility === 'rejected') {
    if (!isReasonCode(values.code))
      throw new Refusal('invalid', { faults: [{ field: 'code', code: 'wrong-choice' }] });
    return { visibility, code: values.code };
  }
  // The words of a private message stay with its office, whoever asks.
  if (visibility === 'public' && !opened.shown) throw new Refusal('not-allowed');
  const text = tidy(values.shown['text'] ?? '');
  return visibility === 'public' && text !== opened.original ? { visibility, text } : { visibility };
}
