import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { codeToOwnPhone, proveOwnPhone } from '#server/access/own-account.ts';
import { now } from '#server/clock.ts';
import { askExport } from '#server/life/export/ask-export.ts';
import { askErasure, takeErasureBack } from '#server/life/retention/ask-erasure.ts';
import { board } from '#server/views/board.ts';
import { ownExport } from '#server/views/mine/export/own-export.ts';
import { ownErasure } from '#server/views/mine/own-erasure.ts';
import { admitCitizen } from '../account/admit-citizen.ts';
import { formFaults, textIn } from '../form-faults.ts';
import { shownCode } from '../shown-code.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const outcomes = ['asked', 'taken-back', 'export-asked', 'wrong-code'] as const;

/** What a person may ask for of what is known of them. */
export const load: PageServerLoad = async (event) => {
  const citizenId = admitCitizen(event);
  const done = outcomes.find((each) => each === event.url.searchParams.get('done')) ?? null;
  const [erasure, file] = await Promise.all([ownErasure(board(), citizenId), ownExport(citizenId, now())]);
  return { erasure, file, done };
};

export const actions: Actions = {
  /** The choice is made: a code goes to the person's own phone. */
  start: async (event) => {
    const citizenId = admitCitizen(event);
    const { request, locals } = event;
    const choice = textIn(await request.formData(), 'publicTexts');
    try {
      if (choice !== 'keep' && choice !== 'remove') return fail(422, unchosen(choice, locals.lang));
      const { id, code, masked } = await codeToOwnPhone(citizenId, 'confirm', now());
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
  confirm: async (event) => {
    const citizenId = admitCitizen(event);
    const { request, locals } = event;
    const form = await request.formData();
    const [choice, verification] = [textIn(form, 'publicTexts'), textIn(form, 'verification')];
    try {
      await proveOwnPhone(citizenId, { id: verification, code: textIn(form, 'code') }, now());
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
  'export-code': async (event) => {
    const citizenId = admitCitizen(event);
    const { locals } = event;
    try {
      const { id, code, masked } = await codeToOwnPhone(citizenId, 'confirm', now());
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
