import type { Actor } from '../../../domain/actor.ts';
import { checkTemplate, type TemplateWords } from '../../../domain/check-template.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import {
  insertTemplate,
  retireTemplate,
  type TemplateChange,
  updateTemplate,
} from '../../store/reply-templates.ts';

/** Adds a reply template to one's own office. */
export async function addTemplate(
  given: TemplateWords & { officeId: number },
  actor: Actor,
  now: Date,
): Promise<number> {
  const by = keeperOf(actor, now);
  if (!by.offices.includes(given.officeId))
    throw new Refusal('invalid', { faults: [{ field: 'office', code: 'wrong-choice' }] });
  const id = await insertTemplate({ ...checkTemplate(given), officeId: given.officeId }, by);
  if (id === undefined) throw nameTaken();
  return id;
}

/** Changes a template of one's own office; replies written from it before stay as they are. */
export async function changeTemplate(
  id: number,
  given: TemplateWords,
  actor: Actor,
  now: Date,
): Promise<void> {
  const by = keeperOf(actor, now);
  const outcome = await updateTemplate(id, checkTemplate(given), by);
  if (outcome === 'gone') throw new Refusal('not-found');
  if (outcome === 'taken') throw nameTaken();
}

/** Takes a template of one's own office out of use; its record stays. */
export async function dropTemplate(id: number, actor: Actor, now: Date): Promise<void> {
  if (!(await retireTemplate(id, keeperOf(actor, now)))) throw new Refusal('not-found');
}

function nameTaken(): Refusal {
  return new Refusal('invalid', { faults: [{ field: 'name', code: 'name-taken' }] });
}

function keeperOf(actor: Actor, now: Date): TemplateChange {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('add a reply template', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  const offices = actor.duties.flatMap(({ role, officeId }) =>
    ['officer', 'approver', 'head'].includes(role) && officeId !== null ? [officeId] : [],
  );
  return { staffId: actor.staffId, offices, now };
}
