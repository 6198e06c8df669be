import { isReport } from '../../../domain/check-submission.ts';
import { type Draft, draftSchema, emptyDraft, type SentDraft } from '../../../domain/draft.ts';
import { stageOfField } from '../../../domain/draft-stages.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { tidy } from '../../../domain/text.ts';
import {
  deleteDraft,
  type DraftKey,
  findDraft,
  insertDraft,
  type KeptDraft,
  picturesOfDraft,
  updateDraft,
} from '../../store/drafts.ts';

/** How long a draft is kept after it was saved last. */
const draftDays = 7;

/** More than any field takes, with room for what is too long: beyond it a text is not kept, only shown again. */
const mostKept = 20_000;

/** A draft that its writer opened. */
export interface OpenDraft {
  key: DraftKey;
  draft: Draft;
  savedAt: Date;
  expiresAt: Date;
}

/** The stages that can be saved, with what each may change. */
export interface StagePatches {
  matter: { leader: number; kind: string; topic: number | null };
  words: Pick<Draft, 'title' | 'body' | 'place' | 'placePublic' | 'remark' | 'visibility'>;
  pictures: Pick<Draft, 'pictures'>;
  person: Partial<
    Pick<Draft, 'name' | 'phone' | 'verification' | 'confirmed' | 'otherPhone' | 'asEnterprise'>
  >;
}

/**
 * What saving came to. `newer`: another page of the same writer changed these very words since this one was drawn;
 * nothing was saved, the writer chooses. `sent`: the draft is a message already.
 */
export type Saved = { outcome: 'saved' | 'newer' | 'sent'; open: OpenDraft };

/** Opens a draft; undefined when there is none, its seven days are over, or the secret is another's. */
export async function loadDraft(key: DraftKey, now: Date): Promise<OpenDraft | undefined> {
  const kept = await findDraft(key, now);
  return kept && opened(key, kept);
}

/**
 * Saves what was typed at one stage, right or wrong, so that nothing is lost; without a key, or when the draft is
 * gone, in a new draft. `seen` is the revision that the writer's page was drawn from.
 */
export async function saveStage<Stage extends keyof StagePatches>(
  key: DraftKey | undefined,
  stage: Stage,
  patch: StagePatches[Stage],
  { seen, now }: { seen: number; now: Date },
): Promise<Saved> {
  refuseReport(patch);
  const kept = within(patch);
  let outcome: Saved['outcome'] = 'saved';
  const change = (draft: Draft): Draft | undefined => {
    if (draft.sent) outcome = 'sent';
    else if (isNewer(draft, stage, kept, seen)) outcome = 'newer';
    return outcome === 'saved' ? changed(draft, stage, kept) : undefined;
  };
  const open = key && (await changeDraft(key, change, now));
  if (open) return { outcome, open };
  return { outcome: 'saved', open: await beginDraft(changed(emptyDraft(), stage, kept), now) };
}

/** Changes the pictures of a draft, which several uploads may do at once; undefined when the draft is gone or sent. */
export function changePictures(
  key: DraftKey,
  change: (pictures: Draft['pictures']) => Draft['pictures'],
  now: Date,
): Promise<OpenDraft | undefined> {
  const work = (draft: Draft) =>
    draft.sent ? undefined : changed(draft, 'pictures', { pictures: change(draft.pictures) });
  return changeDraft(key, work, now);
}

/** Notes what was refused at the end, so that it stands beside its fields when the writer comes back to them. */
export async function noteFaults(key: DraftKey, faults: Draft['faults'], now: Date): Promise<void> {
  await changeDraft(key, (draft) => (draft.sent ? undefined : { ...draft, faults }), now);
}

/** Notes which guidance the writer was shown, so that it is offered once. */
export async function noteOffered(key: DraftKey, codes: readonly string[], now: Date): Promise<void> {
  const note = (draft: Draft) => ({ ...draft, offered: [...new Set([...draft.offered, ...codes])] });
  await changeDraft(key, (draft) => (draft.sent ? undefined : note(draft)), now);
}

/** The draft became a message: its words go, only where to find the message stays, for a page that is sent twice. */
export async function markSent(key: DraftKey, sent: SentDraft, now: Date): Promise<void> {
  await changeDraft(key, () => ({ ...emptyDraft(), sent }), now);
}

/** Throws a draft away with its pictures. */
export function discardDraft(key: DraftKey, now: Date): Promise<void> {
  return deleteDraft(key, now);
}

/** The draft's pictures in the writer's order, as far as they are still there. */
export async function draftPictures({ key, draft }: OpenDraft, now: Date) {
  const there = new Map((await picturesOfDraft(key.id, now)).map((each) => [each.id, each]));
  return draft.pictures.flatMap((chosen) => {
    const found = there.get(chosen.id);
    return found ? [{ ...found, public: chosen.public }] : [];
  });
}

/** A confidential report is refused before anything is written down: it may not lie here, not even encrypted. */
export function refuseReport(patch: object): void {
  if ('kind' in patch && typeof patch.kind === 'string' && isReport(patch.kind))
    throw new Refusal('not-open-yet');
}

async function beginDraft(draft: Draft, now: Date): Promise<OpenDraft> {
  const expiresAt = expiryAfter(now);
  return { key: await insertDraft(draft, { now, expiresAt }), draft, savedAt: now, expiresAt };
}

async function changeDraft(
  key: DraftKey,
  change: (draft: Draft) => Draft | undefined,
  now: Date,
): Promise<OpenDraft | undefined> {
  const keeping = { now, expiresAt: expiryAfter(now) };
  const kept = await updateDraft(key, keeping, (content) => change(draftOf(content)));
  return kept && opened(key, kept);
}

function changed(draft: Draft, stage: string, patch: object): Draft {
  const revision = draft.revision + 1;
  const faults = draft.faults.filter(({ field }) => !(field in patch) && stageOfField(field) !== stage);
  return draftOf({ ...draft, ...patch, faults, revision, changed: { ...draft.changed, [stage]: revision } });
}

// Two pages of one writer: choices of a moment may follow the later page, but no long text is overwritten unseen.
function isNewer(draft: Draft, stage: string, patch: object, seen: number): boolean {
  if (stage !== 'words' || (draft.changed[stage] ?? 0) <= seen) return false;
  const texts = ['title', 'body', 'place', 'remark'] as const;
  return texts.some((name) => name in patch && tidy(String(patch[name as never])) !== tidy(draft[name]));
}

function within<T extends object>(patch: T): T {
  const kept = Object.entries(patch).filter(
    ([, value]) => typeof value !== 'string' || value.length <= mostKept,
  );
  return Object.fromEntries(kept) as T;
}

function draftOf(content: unknown): Draft {
  const read = draftSchema.safeParse(content);
  return read.success ? read.data : emptyDraft();
}

function opened(key: DraftKey, kept: KeptDraft): OpenDraft {
  return { key, draft: draftOf(kept.content), savedAt: kept.savedAt, expiresAt: kept.expiresAt };
}

function expiryAfter(now: Date): Date {
  return new Date(now.getTime() + draftDays * 86_400_000);
}
