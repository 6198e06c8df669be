import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { addTemplate, changeTemplate, dropTemplate } from '#server/life/replies/keep-template.ts';
import { board } from '#server/views/board.ts';
import { ownOffices } from '#server/views/desk/own-offices.ts';
import { replyTemplates } from '#server/views/desk/reply-templates.ts';
import { admit } from '../admit.ts';
import { refused, type Refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const rows = 30;
const acts = ['add', 'change', 'retire'] as const;
type Act = (typeof acts)[number];

/** What an act on a template answers with when its page is shown again. */
export interface TemplateAnswer extends Partial<Refused> {
  act: Act;
  values: Record<string, string>;
}

/** The templates of one's offices. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const { searchParams } = event.url;
  const q = (searchParams.get('q') ?? '').trim().slice(0, 60);
  const asked = searchParams.get('offset') ?? '';
  const offset = /^\d{1,5}$/.test(asked) ? Number(asked) : 0;
  const [list, offices] = await Promise.all([
    replyTemplates(board(), staff, { q, limit: rows, offset }),
    ownOffices(board(), staff),
  ]);
  const done = acts.find((act) => act === searchParams.get('done')) ?? null;
  return { ...list, offices, q, offset, limit: rows, done, at: now() };
};

export const actions: Actions = {
  add: (event) =>
    keeping(event, 'add', async (form, actor) => {
      const officeId = Number(textOf(form, 'office'));
      await addTemplate({ ...wordsOf(form), officeId }, actor, now());
    }),
  change: (event) =>
    keeping(event, 'change', (form, actor) => changeTemplate(idOf(form), wordsOf(form), actor, now())),
  retire: (event) => keeping(event, 'retire', (form, actor) => dropTemplate(idOf(form), actor, now())),
};

async function keeping(
  { request, locals, url }: RequestEvent<Record<string, string>>,
  act: Act,
  work: (form: FormData, actor: Actor) => Promise<void>,
) {
  const form = await request.formData();
  try {
    await work(form, locals.actor);
  } catch (error) {
    const no = refused(error, locals.lang);
    const values = Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
    return fail(no.status, { act, values, ...no.shown } satisfies TemplateAnswer);
  }
  const q = url.searchParams.get('q');
  redirect(303, `/desk/templates?${new URLSearchParams({ ...(q && { q }), done: act })}`);
}

function wordsOf(form: FormData) {
  return { name: textOf(form, 'name'), text: textOf(form, 'text') };
}

function idOf(form: FormData): number {
  const id = Number(textOf(form, 'template'));
  if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal('not-found');
  return id;
}
