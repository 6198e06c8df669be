import { Refusal } from '../refusal.ts';
import { type Clue, type ClueClock, clueClocks, type ClueStage } from './clue.ts';
import { type ClueStep, type ClueStepName, clueSteps } from './steps.ts';

/** Who takes the step: an examiner by id, or the writer. */
export type ClueActor = { kind: 'examiner'; staffId: number } | { kind: 'writer' };

/** What was given with a step. */
export interface ClueGiven {
  code?: string | null;
  groupId?: number | null;
  /** Were sealed words given? */
  words?: boolean;
}

/** What a step makes of a clue, and what history says of it: codes and ids alone. */
export interface ClueChange {
  stage: ClueStage;
  proposal: Clue['proposal'];
  groupId: number | null;
  finding: string | null;
  addressee: string | null;
  closedReason: string | null;
  /** A clock that starts with this step; undefined: the running one runs on; null: none runs any more. */
  clock: ClueClock | null | undefined;
  conflict: number | null;
  changes: Record<string, unknown>;
}

/** Decides on a step; throws a Refusal. Pure. */
export function decideClue(
  clue: Clue,
  name: ClueStepName,
  actor: ClueActor,
  given: ClueGiven = {},
): ClueChange {
  const step: ClueStep = clueSteps[name];
  requireActor(clue, step, actor);
  if (!step.from.includes(clue.stage)) throw new Refusal('clue-moved');
  requireProposal(clue, step, actor);
  requireGiven(step, given);
  return changeOf(clue, name, { actor, given });
}

function requireActor(clue: Clue, { who }: ClueStep, actor: ClueActor): void {
  if (who !== actor.kind) throw new Refusal('not-allowed');
  if (actor.kind === 'examiner' && clue.conflicts.includes(actor.staffId)) throw new Refusal('not-allowed');
}

function requireProposal(clue: Clue, { makes, confirms, ends }: ClueStep, actor: ClueActor): void {
  const { proposal } = clue;
  if (makes && proposal) throw new Refusal('clue-proposal-waits');
  if (!confirms && !ends) return;
  if (!proposal || (confirms && proposal.kind !== confirms)) throw new Refusal('clue-moved');
  const isOwn = actor.kind === 'examiner' && actor.staffId === proposal.by;
  if (ends === 'by the proposer' ? !isOwn : isOwn) throw new Refusal('clue-second-examiner');
}

function requireGiven({ codes, groups, words }: ClueStep, given: ClueGiven): void {
  if (codes && !codes.includes(given.code ?? ''))
    throw new Refusal('invalid', {
      faults: [{ field: 'code', code: given.code ? 'wrong-choice' : 'required' }],
    });
  if (groups && given.groupId == null)
    throw new Refusal('invalid', { faults: [{ field: 'group', code: 'required' }] });
  if (words && !given.words)
    throw new Refusal('invalid', { faults: [{ field: 'sealed', code: 'required' }] });
}

function changeOf(
  clue: Clue,
  name: ClueStepName,
  { actor, given }: { actor: ClueActor; given: ClueGiven },
): ClueChange {
  const step: ClueStep = clueSteps[name];
  const stage = step.to ?? clue.stage;
  const code = step.codes ? (given.code ?? null) : null;
  const agreed = step.confirms ? (clue.proposal?.code ?? null) : null;
  const groupId = step.groups ? (given.groupId ?? null) : clue.groupId;
  const conflict = name === 'declare-conflict' && actor.kind === 'examiner' ? actor.staffId : null;
  return {
    ...{ stage, groupId, conflict },
    proposal: proposalAfter(clue, step, { actor, code }),
    finding: name === 'verify' ? code : null,
    addressee: name === 'report' ? agreed : null,
    closedReason: stage === 'closed' && clue.stage !== 'closed' ? (code ?? agreed) : null,
    clock: clueClocks[stage] === clueClocks[clue.stage] ? undefined : clueClocks[stage],
    changes: {
      ...(stage !== clue.stage && { stage: [clue.stage, stage] }),
      ...(groupId !== clue.groupId && { group: groupId }),
      ...((code ?? agreed) !== null && { code: code ?? agreed }),
      ...(step.confirms && { proposedBy: clue.proposal?.by }),
    },
  };
}

function proposalAfter(
  { proposal }: Clue,
  step: ClueStep,
  { actor, code }: { actor: ClueActor; code: string | null },
): Clue['proposal'] {
  if (step.makes && actor.kind === 'examiner') return { kind: step.makes, code, by: actor.staffId };
  if (step.confirms || step.ends) return null;
  // Nobody who stepped back has a proposal waiting.
  const steppedBack = step === clueSteps['declare-conflict'] && actor.kind === 'examiner';
  return steppedBack && proposal?.by === actor.staffId ? null : proposal;
}
