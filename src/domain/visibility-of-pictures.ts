import { allows, type Relation } from './policy.ts';
import type { Publication } from './status.ts';
import { isPublic } from './visibility.ts';

/** What decides who may look at one picture. */
export interface PictureStanding {
  /** The publication of the message on which it hangs; null while it hangs on none. */
  publication: Publication | null;
  /** The draft to which it was uploaded, while it hangs on no message. */
  draftId: string | null;
  /** The writer's switch. */
  authorPublic: boolean;
  /** The reviewer's decision; null: not decided yet. */
  reviewedPublic: boolean | null;
}

/** Who looks: what they are to the message, and the draft whose secret they proved to hold. */
export interface Onlooker {
  relations: ReadonlySet<Relation>;
  draftId: string | null;
}

/** Everybody may look: the message is public, and writer and reviewer both let the picture be. */
export function isPublicPicture({ publication, authorPublic, reviewedPublic }: PictureStanding): boolean {
  return publication !== null && isPublic(publication) && authorPublic && reviewedPublic === true;
}

/** May this onlooker see the picture? */
export function seesPicture(picture: PictureStanding, onlooker: Onlooker): boolean {
  if (picture.publication === null) return picture.draftId !== null && picture.draftId === onlooker.draftId;
  if (isPublicPicture(picture) || onlooker.relations.has('author')) return true;
  if (onlooker.relations.has('reviewer') && picture.publication === 'awaiting-review') return true;
  // A reviewer's right ends with the verdict; the others keep theirs while they handle the message.
  const lasting = [...onlooker.relations].filter((relation) => relation !== 'reviewer');
  return allows('read original', new Set(lasting));
}
