import { type DraftStage, notedFaults } from '#domain/draft-stages.ts';
import type { OpenDraft } from '#server/life/intake/draft.ts';
import type { Words } from '#ui/words/words.ts';
import { errorsOf, type StageError } from '#ui/write/stage-error.ts';

/** What was refused at the end and stands at this stage until it is mended. */
export function notedErrors({ draft }: OpenDraft, stage: DraftStage, w: Words): StageError[] {
  return errorsOf(notedFaults(draft, stage), w);
}
