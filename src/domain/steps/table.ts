import { citizenSteps } from './citizen.ts';
import { clockSteps } from './clocks.ts';
import { endingSteps } from './ending.ts';
import { handDownSteps, jointSteps } from './hand-down.ts';
import { handlingSteps } from './handling.ts';
import { instructingSteps } from './instructing.ts';
import { intakeSteps } from './intake.ts';
import { replySteps } from './replies.ts';
import type { Step } from './step.ts';
import { supervisionSteps } from './supervision.ts';
import { takeDownSteps } from './take-down.ts';
import { transferSteps } from './transfer.ts';

const all = {
  ...intakeSteps,
  ...takeDownSteps,
  ...transferSteps,
  ...handlingSteps,
  ...replySteps,
  ...handDownSteps,
  ...jointSteps,
  ...endingSteps,
  ...clockSteps,
  ...citizenSteps,
  ...supervisionSteps,
  ...instructingSteps,
};

/** The name of a step: a verb; the same word in history, API and trace. */
export type StepName = keyof typeof all;

/** THE TABLE: every way in which a message's lives may change. */
export const steps: Readonly<Record<StepName, Step>> = all;
