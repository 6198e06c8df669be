import { fail, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { deskMessage } from '#server/views/desk/desk-message.ts';
import { filledTemplate } from '#server/views/desk/reply-templates.ts';
import type { Staff } from '../../admit.ts';
import { refused } from '../../refused.ts';
import { textOf } from '../../text-of.ts';
import { offeredTemplates, type OfficeAnswer } from '../opened-case.ts';

/** Fills a template into the reply that is being written, below what stands there; or looks for templates by their words. */
export async function useTemplate({ locals, params, request }: RequestEvent<{ code: string }>) {
  const form = await request.formData();
  const values = Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    return { act: 'draft', ...(await chosen(params.code, values, locals.actor)) } satisfies OfficeAnswer;
  } catch (error) {
    const no = refused(error, locals.lang);
    return fail(no.status, { act: 'draft', values, ...no.shown } satisfies OfficeAnswer);
  }
}

async function chosen(
  code: string,
  values: Record<string, string>,
  actor: Staff,
): Promise<Pick<OfficeAnswer, 'values' | 'template'>> {
  const sought = (values['templateWords'] ?? '').trim();
  const found = await offeredTemplates(actor, sought);
  const stamp = now().getTime();
  if (values['do'] === 'find') return { values, template: { stamp, found } };
  const id = Number(values['template']);
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new Refusal('invalid', { faults: [{ field: 'template', code: 'required' }] });
  const message = await deskMessage(board(), code, actor);
  const by = { actor, message, unit: values['unit'] ?? '' };
  const { text, name } = await filledTemplate(board(), id, by, now());
  const written = (values['text'] ?? '').trimEnd();
  const together = written === '' ? text : `${written}\n${text}`;
  return { values: { ...values, text: together }, template: { stamp, used: name, found } };
}
