import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { proveOwnPhone, sendOwnCode } from '#server/access/own-code.ts';
import { now } from '#server/clock.ts';
import { currentConfig } from '#server/current-config.ts';
import { askExport } from '#server/life/export/ask-export.ts';
import { askErasure, takeErasureBack } from '#server/life/retention/ask-erasure.ts';
import { board } from '#server/views/board.ts';
import { ownExport } from '#server/views/mine/export/own-export.ts';
import { ownErasure } from '#server/views/mine/own-erasure.ts';
import { formFaults, textIn } from '../form-faults.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const outcomes = ['asked', 'taken-back', 'export-asked', 'wrong-code'] as const;

/** What a person may ask for of what is known of them. */
export const load: PageServerLoad = async ({ locals: { actor }, url }) => {
  if (actor.kind !== 'citizen') redirect(303, '/sign-in?back=/my-data');
  const done = outcomes.find((each) => each === url.searchParams.get('done')) ?? null;
  const [erasure, file] = await Promise.all([
    ownErasure(board(), actor.citizenId),
    ownExport(actor.citizenId, now()),
  ]);
  return { erasure, file, done };
};

export const actions: Actions = {
  /** The choice is made: a code goes to the person's own phone. */
  start: async ({ request, locals }) => {
    const choice = textIn(await request.formData(), 'publicTexts');
    try {
      if (choice !== 'keep' && choice !== 'remove') return fail(422, unchosen(choice, locals.lang));
      const { id, code, masked } = await sendOwnCode(locals.actor, now());
      return {
        step: 'code' as const,
        choice,
        verification: id,
        masked,
        shown: shownCode(code),
        faults: null,
      };
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      return fail(status, { step: 'choice' as const, ...nothingSent(choice), faults });
    }
  },
  confirm: async ({ request, locals }) => {
    const form = await request.formData();
    const [choice, verification] = [textIn(form, 'publicTexts'), textIn(form, 'verification')];
    try {
      await proveOwnPhone(verification, textIn(form, 'code'), locals.actor, now());
      await askErasure(choice, locals.actor, now());
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      const [masked, shown] = [textIn(form, 'masked'), shownCode(textIn(form, 'shown'))];
      return fail(status, { step: 'code' as const, choice, verification, masked, shown, faults });
    }
    redirect(303, '/my-data?done=asked');
  },
  export: async ({ locals }: RequestEvent) => {
    try {
      await askExport(locals.actor, now());
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      return fail(status, { step: 'choice' as const, ...nothingSent(''), faults });
    }
    redirect(303, '/my-data?done=export-asked');
  },
  /** A code for the file, to the person's own phone. */
  'export-code': async ({ locals }: RequestEvent) => {
    try {
      const { id, code, masked } = await sendOwnCode(locals.actor, now());
      const sent = { choice: '', verification: id, masked, shown: shownCode(code) };
      return { step: 'file' as const, ...sent, faults: null };
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      return fail(status, { step: 'choice' as const, ...nothingSent(''), faults });
    }
  },
  'take-back': async ({ locals }: RequestEvent) => {
    try {
      await takeErasureBack(locals.actor, now());
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      return fail(status, { step: 'choice' as const, ...nothingSent(''), faults });
    }
    redirect(303, '/my-data?done=taken-back');
  },
};

function unchosen(choice: string, lang: 'zh' | 'en') {
  const fault = new Refusal('invalid', { faults: [{ field: 'publicTexts', code: 'required' }] });
  return { step: 'choice' as const, ...nothingSent(choice), faults: formFaults(fault, lang).faults };
}

function nothingSent(choice: string) {
  return { choice, verification: '', masked: '', shown: '' };
}

// Only where no text message is sent at all.
function shownCode(code: string): string {
  return currentConfig().sms.kind === 'fake' && /^\d{6}$/.test(code) ? code : '';
}
