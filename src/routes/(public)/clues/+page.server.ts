import { fail, type RequestEvent } from '@sveltejs/kit';
import { clueFaults, tidyClue } from '#domain/clues/clue-text.ts';
import { Refusal } from '#domain/refusal.ts';
import { isDangerToLife } from '#domain/screening/danger.ts';
import { keepPace } from '#server/access/rate-limit.ts';
import { now } from '#server/clock.ts';
import { receiveClue } from '#server/life/clues/receive-clue.ts';
import { board } from '#server/views/board.ts';
import { clueKeyInUse } from '#server/views/clue-key.ts';
import { childRegions } from '#server/views/regions.ts';
import { composeClue } from '#ui/clues/compose-clue.ts';
import { formFaults, textIn } from '../form-faults.ts';
import { sealFiles, stillKept, withForm } from './sealed-files.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The form for a confidential report: with the key for which it is sealed, and nothing of who asks. */
export const load: PageServerLoad = async ({ setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  const [key, regions] = await Promise.all([clueKeyInUse(), childRegions(board(), null)]);
  return {
    key: key ? { id: key.id, recipient: key.recipient } : null,
    provinces: regions.map(({ code, name }) => ({ value: code, text: name })),
  };
};

export const actions: Actions = {
  /** Where no script runs: words and attachments are sealed here, at once and in memory, and forgotten. */
  default: (event) => withForm(event, (form) => send(form, event)),
};

async function send(form: FormData, { getClientAddress, locals: { lang } }: RequestEvent) {
  const clue = tidyClue({
    unit: textIn(form, 'unit'),
    province: textIn(form, 'province'),
    when: textIn(form, 'when'),
    body: textIn(form, 'body'),
    contact: textIn(form, 'contact'),
  });
  let kept: string[] = [];
  try {
    keepPace('writing', getClientAddress(), now());
    const key = await clueKeyInUse();
    if (!key) throw new Refusal('not-open-yet');
    const files = await sealFiles(form, key.recipient);
    kept = files.ids;
    const faults = [...clueFaults(clue), ...files.faults];
    if (faults.length > 0) throw new Refusal('invalid', { faults });
    const made = await composeClue(clue, key.recipient);
    if (!made) throw new Refusal('body-too-large');
    const { sealed, writer, things, secret } = made;
    const given = { key: key.id, sealed: Buffer.from(sealed), things, files: kept };
    await receiveClue({ ...given, writer: { ...writer, wrapped: Buffer.from(writer.wrapped) } }, now());
    return { secret, danger: isDangerToLife(`${clue.unit}\n${clue.body}`) };
  } catch (error) {
    const { status, faults } = formFaults(error, lang);
    return fail(status, { values: clue, kept: stillKept(kept, error), ...faults });
  }
}
