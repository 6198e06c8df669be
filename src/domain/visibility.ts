import type { Actor } from './actor.ts';
import { type Handling, type Publication, publiclyReadable } from './status.ts';
import { allows, type Relation } from './policy.ts';
import { relationsTo, type Standing } from './relations.ts';

/** May everybody read the public text of a message in this publication? Asked by every public view. */
export function isPublic(publication: string): boolean {
  return publication === 'public';
}

/** Where a message has to stand for its marks (guidance, adopted) to be shown: public, and answered. Reopened, hidden or taken down it shows none. */
export const markShown = {
  publication: publiclyReadable,
  handling: ['answered', 'closed'],
} as const satisfies { publication: readonly Publication[]; handling: readonly Handling[] };

/** May the marks of a message be shown to everybody now? Asked by every list of them. */
export function showsMarks(m: {
  publication: Publication;
  handling: Handling;
  answeredAt: Date | null;
}): boolean {
  return (
    markShown.publication.includes(m.publication) &&
    (markShown.handling as readonly Handling[]).includes(m.handling) &&
    m.answeredAt !== null
  );
}

/** What somebody may see of one message. */
export interface Sight {
  /** The page exists for them at all. */
  page: boolean;
  /** The original words and non-public pictures. */
  original: boolean;
  /** The remark for the office only. */
  remark: boolean;
  /** The full history with staff names. */
  history: boolean;
  relations: ReadonlySet<Relation>;
}

/** What this actor may see of this message: the one place where it is decided. */
export function sightOf(actor: Actor, standing: Standing): Sight {
  const relations = relationsTo(actor, standing);
  const author = relations.has('author');
  // Returned to the desk, it must be read again to find who answers for it.
  const atDesk =
    standing.publication === 'awaiting-review' ||
    (standing.nextStep === 'transfer' && standing.holderId === standing.deskId);
  const reviewing = relations.has('reviewer') && atDesk;
  const handles = [...relations].some((r) => r !== 'reviewer' && allows('read original', new Set([r])));
  return {
    page: isPublic(standing.publication) || author || reviewing || handles || relations.has('reviewer'),
    original: author || reviewing || handles,
    remark: author || handles || reviewing,
    history: handles || reviewing,
    relations,
  };
}
