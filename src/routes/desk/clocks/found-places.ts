import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { board } from '#server/views/board.ts';
import { findOffices, findRegionsInForce } from '#server/views/desk/find-in-directory.ts';
import { textOf } from '../text-of.ts';

/** Something to choose, found by the words typed for it. */
export interface Choice {
  value: string;
  text: string;
}

/** What the words of the form may mean; undefined where none were typed. */
export interface FoundPlaces {
  regions?: Choice[];
  offices?: Choice[];
}

/** The regions and offices that the form's words name. */
export async function placesIn(form: FormData, actor: Actor): Promise<FoundPlaces> {
  const [regions, offices] = await Promise.all([
    found(form, 'region', (words) => findRegionsInForce(board(), words, actor)),
    found(form, 'office', (words) => findOffices(board(), words, actor)),
  ]);
  return { ...(regions && { regions }), ...(offices && { offices }) };
}

/** Words typed and nothing chosen: the one place that they name is meant; where there are several, or none, the form asks. Nobody sets a clock everywhere by forgetting to choose. */
export function settleChoice(form: FormData, places: FoundPlaces): void {
  for (const [field, choices] of [
    ['region', places.regions],
    ['office', places.offices],
  ] as const) {
    if (!choices || textOf(form, field) !== '') continue;
    const [only, another] = choices;
    if (!only || another) throw new Refusal('invalid', { faults: [{ field, code: 'wrong-choice' }] });
    form.set(field, only.value);
  }
}

async function found(
  form: FormData,
  field: 'region' | 'office',
  find: (words: string) => Promise<{ id: number | string; name: string }[]>,
): Promise<Choice[] | undefined> {
  const words = textOf(form, `${field}Words`).trim();
  if (words === '') return undefined;
  return (await find(words)).map(({ id, name }) => ({ value: String(id), text: name }));
}
