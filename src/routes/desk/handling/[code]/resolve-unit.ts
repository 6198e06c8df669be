import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { board } from '#server/views/board.ts';
import { findUnits, type FoundUnit } from '#server/views/desk/find-units.ts';
import { textOf } from '../../text-of.ts';

/** Several units fit the words, or none does: the form comes back with what was found. */
export class UnitChoice extends Error {
  readonly found: FoundUnit[];

  constructor(found: FoundUnit[]) {
    super('unit-choice');
    this.found = found;
  }
}

/**
 * Makes a unit that was typed by name into one that was chosen: exactly that name, or the only one that fits. Works
 * without JavaScript: otherwise the form asks again with what was found.
 */
export async function resolveUnit(form: FormData, actor: Actor): Promise<void> {
  const words = textOf(form, 'unit').trim();
  if (textOf(form, 'office') !== '' || words === '') return;
  const near =
    actor.kind === 'staff' ? (actor.duties.find((d) => d.officeId !== null)?.officeId ?? null) : null;
  const found = await findUnits(board(), { words, nearId: near }, actor);
  const [only] = found;
  if (only && (found.length === 1 || only.name === words)) return void form.set('office', String(only.id));
  if (found.length > 0) throw new UnitChoice(found);
  throw new Refusal('invalid', { faults: [{ field: 'office', code: 'unknown-office' }] });
}
