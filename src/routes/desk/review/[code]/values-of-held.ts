import type { heldVerdict } from '#server/views/desk/pending-verdicts.ts';
import { placesOf } from '#ui/desk/review/redaction.ts';
import type { ReviewValues } from '../answer.ts';

type Held = NonNullable<Awaited<ReturnType<typeof heldVerdict>>>;
type Texts = { title: string; body: string; place: string };

/** What a verdict that was taken back said, as it stood on the desk; a proposal that it left alone was left on purpose. */
export function valuesOfHeld(held: Held, original: Texts): ReviewValues {
  if (held.step === 'reject')
    return { shown: { ...original }, kept: [], pictures: undefined, ...held.reason };
  const shown = { ...original, ...held.verdict.redacted };
  const open = placesOf({ ...original }, { shown, kept: [] }).filter((place) => place.state === 'open');
  return {
    shown,
    kept: held.step === 'publish' ? open.map((place) => place.key) : [],
    pictures: held.verdict.pictures?.filter((picture) => picture.public).map((picture) => picture.id),
    code: '',
    words: '',
  };
}
