import type { Draft } from '#domain/draft.ts';
import { readPhone } from '#domain/phone.ts';
import { isRefusal } from '#domain/refusal.ts';
import { type GivenProof, refuseMachine } from '#server/access/humanity/proof.ts';
import { keepPace } from '#server/access/rate-limit.ts';
import { confirmVerification, startVerification } from '#server/access/verification.ts';
import { currentConfig } from '#server/current-config.ts';
import type { StagePatches } from '#server/life/intake/draft.ts';
import type { Words } from '#ui/words/words.ts';
import { errorsOf, type StageError } from '#ui/write/stage-error.ts';

/** What asking for a code or trying one came to: what the draft keeps of it, or what to mend. */
export type Confirming = { patch: StagePatches['person'] } | { errors: StageError[] };

/** A new code to the same phone is sent after so long; before that the first may still be on its way. */
const resendSeconds = 60;

/** A confirmed phone stays so for half an hour; a minute is kept back for sending. */
const confirmedMs = 29 * 60_000;

/** Who asks, from where, and in which language. */
export interface Asking {
  address: string;
  now: Date;
  w: Words;
  /** What shows that a person asks, where that is needed. */
  proof: GivenProof;
}

/** Sends a code to the phone of the draft. */
export async function askForCode(draft: Draft, { address, now, w, proof }: Asking): Promise<Confirming> {
  const phone = readPhone(draft.phone);
  if (phone === undefined) {
    const code = draft.phone.trim() === '' ? 'required' : 'wrong-phone';
    return { errors: errorsOf([{ field: 'phone', code }], w) };
  }
  const wait = secondsToWait(draft, phone, now);
  if (wait > 0) return { errors: [{ field: 'code', text: w.write.resendIn(wait) }] };
  return refused(w, 'phone', async () => {
    await refuseMachine('code', address, proof, now);
    keepPace('verification', address, now);
    const { id, code } = await startVerification(phone, 'write', now);
    // The code itself is kept, in the sealed draft, only where no text message is sent at all.
    const shown = currentConfig().sms.kind === 'fake' ? code : null;
    return { patch: { verification: { id, phone, sentAt: now.getTime(), shown }, confirmed: null } };
  });
}

/** Tries the code that the writer typed. */
export async function tryCode(draft: Draft, typed: string, asking: Asking): Promise<Confirming> {
  const { verification } = draft;
  const { address, now, w } = asking;
  if (!verification || verification.phone !== readPhone(draft.phone)) return askForCode(draft, asking);
  if (typed.trim() === '') return { errors: errorsOf([{ field: 'code', code: 'required' }], w) };
  return refused(w, 'code', async () => {
    keepPace('verification', address, now);
    const { token } = await confirmVerification(verification.id, typed, now, ['write']);
    const until = now.getTime() + confirmedMs;
    return { patch: { verification: null, confirmed: { token, phone: verification.phone, until } } };
  });
}

function secondsToWait({ verification }: Draft, phone: string, now: Date): number {
  if (!verification || verification.phone !== phone) return 0;
  return Math.ceil(resendSeconds - (now.getTime() - verification.sentAt) / 1000);
}

async function refused(w: Words, field: string, work: () => Promise<Confirming>): Promise<Confirming> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const faults = error.faults.length > 0 ? error.faults : [{ field, code: error.code, with: error.with }];
    return { errors: errorsOf(faults, w) };
  }
}
