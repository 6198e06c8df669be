import type { Draft } from './draft.ts';
import type { Submission } from './message.ts';
import { Refusal } from './refusal.ts';
import { tidy } from './text.ts';

/** The message that a finished draft makes; every rule is asked again when it is submitted. */
export function submissionOf(draft: Draft, anotherMatter: boolean): Submission {
  const { leader, topic, kind, title, body, name, visibility, pictures } = draft;
  if (leader === null)
    throw new Refusal('unknown-leader', { faults: [{ field: 'leader', code: 'unknown-leader' }] });
  if (topic === null) throw new Refusal('invalid', { faults: [{ field: 'topic', code: 'unknown-topic' }] });
  return {
    leader,
    topic,
    kind,
    title,
    body,
    place: isPlaceApart(draft) ? '' : draft.place,
    remark: officeWords(draft),
    name,
    visibility,
    pictures,
    anotherMatter,
    ...(draft.asEnterprise && !draft.otherPhone && { asEnterprise: true }),
  };
}

/** Did the writer of a public message name a place that is for the office alone? */
export function isPlaceApart({ place, placePublic, visibility }: PlaceWish): boolean {
  return visibility === 'public' && !placePublic && tidy(place) !== '';
}

type PlaceWish = Pick<Draft, 'place' | 'placePublic' | 'visibility'>;

/**
 * What only the office reads: the remark, and before it the exact place where that is not public. The public text of
 * a message is its title, body and place; so a place that is not to be shown must not stand among them.
 */
export function officeWords(draft: PlaceWish & Pick<Draft, 'remark'>): string {
  const remark = tidy(draft.remark);
  return isPlaceApart(draft) ? `地点：${tidy(draft.place)}\n${remark}`.trim() : remark;
}
