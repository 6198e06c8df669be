import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { formFaults } from '../form-faults.ts';
import { admitCitizen } from './admit-citizen.ts';

/** Does what a citizen asked for with a form, and shows the page that says so; a refusal comes back to the form. */
export async function doing(
  event: RequestEvent,
  done: string,
  work: (form: FormData, citizenId: number) => Promise<void>,
) {
  const citizenId = admitCitizen(event);
  try {
    await work(await event.request.formData(), citizenId);
  } catch (error) {
    const { status, faults } = formFaults(error, event.locals.lang);
    return fail(status, { faults });
  }
  redirect(303, `${event.url.pathname}?done=${done}`);
}
