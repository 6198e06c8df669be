import { fail, type RequestEvent } from '@sveltejs/kit';
import { letterFaults } from '#domain/clues/clue-text.ts';
import { readSecret } from '#domain/clues/writer-secret.ts';
import { Refusal } from '#domain/refusal.ts';
import { tidy } from '#domain/text.ts';
import { keepPace } from '#server/access/rate-limit.ts';
import { now } from '#server/clock.ts';
import { foundBy } from '#server/life/clues/receive-clue.ts';
import { writeAgain } from '#server/life/clues/return-to-clue.ts';
import { board } from '#server/views/board.ts';
import { clueKeyInUse } from '#server/views/clue-key.ts';
import { ownClue } from '#server/views/mine/clue.ts';
import { openWords, sealWords, unwrapKey } from '#ui/clues/seal.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import { sealFiles, stillKept, withForm } from '../sealed-files.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The way back to a sealed report; what is typed never stands in the address. */
export const load: PageServerLoad = async ({ setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  return { recipient: (await clueKeyInUse())?.recipient ?? '' };
};

export const actions: Actions = {
  /** Where no script runs: letters are opened here in memory while this request is answered, and forgotten. */
  open: async (event) => {
    const form = await event.request.formData();
    try {
      keepPace('secret', event.getClientAddress(), now());
      const halves = readSecret(textIn(form, 'secret'));
      if (!halves) throw new Refusal('invalid', { faults: [{ field: 'secret', code: 'wrong-secret' }] });
      const clue = await ownClue(board(), foundBy(halves.find));
      const identity = await unwrapKey(clue.wrapped, halves.open);
      const letters = await Promise.all(
        clue.letters.map(async ({ mine, at, sealed }) => ({
          ...{ mine, at },
          text: sealed ? await openWords(sealed, [identity]) : null,
        })),
      );
      const { stage, receivedAt, closedReason } = clue;
      return { found: { stage, receivedAt, closedReason, letters, find: halves.find } };
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, faults);
    }
  },
  /** The half that finds it is enough to write again. */
  write: (event) => withForm(event, (form) => write(form, event)),
};

async function write(form: FormData, { getClientAddress, locals: { lang } }: RequestEvent) {
  const [find, letter] = [textIn(form, 'find'), tidy(textIn(form, 'letter'))];
  let kept: string[] = [];
  try {
    keepPace('secret', getClientAddress(), now());
    const key = await clueKeyInUse();
    if (!key) throw new Refusal('not-open-yet');
    const files = await sealFiles(form, key.recipient);
    kept = files.ids;
    const faults = [...letterFaults(letter), ...files.faults];
    if (faults.length > 0) throw new Refusal('invalid', { faults });
    const sealed = await sealWords(letter, [key.recipient]);
    if (!sealed) throw new Refusal('body-too-large');
    await writeAgain({ find, sealed: Buffer.from(sealed), files: kept }, now());
    return { letterSent: true };
  } catch (error) {
    const { status, faults } = formFaults(error, lang);
    return fail(status, { ...faults, again: { find, letter, kept: stillKept(kept, error) } });
  }
}
