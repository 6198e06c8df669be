import type { Kind } from '../message.ts';
import type { Act } from '../policy.ts';
import type { ClosedReason, Lives, NextStep } from '../status.ts';

/** What a step does to the promise clock. */
export type PromiseChange =
  | 'same'
  /** The latest date told at the door. */
  | 'forecast'
  /** The kind's own clock from transfer, never later than told. */
  | 'transfer'
  | 'mend'
  | 'collate'
  | 'visit'
  | 'close'
  /** A new clock of the kind's length after reopening. */
  | 'again'
  | 'question'
  /** It waits for the citizen, until a date. */
  | 'pause'
  /** It runs on, later by the working time for which it stood still. */
  | 'resume'
  /** Another due time, granted above. */
  | 'move'
  /** Counted from now by what the message has become; never later than told. */
  | 'sooner'
  | 'stop';

/** Who has to act after a step. */
export type HolderChange =
  | 'same'
  | 'desk'
  | 'office'
  | 'author'
  | 'above'
  | 'nobody'
  /** Whom the step itself names: the unit ordered, the orderer, the superior who rules. */
  | 'named';

/** One row of the table of steps: from where, to where, who, and what follows. */
export interface Step {
  act: Act;
  /** The rule instead, while the office above reviews a third “not settled”. */
  actAbove?: Act;
  /** States in which the step may be taken; a life that is left out may stand anywhere. */
  from: {
    publication?: readonly Lives['publication'][];
    handling?: readonly Lives['handling'][];
    next?: readonly NextStep[];
    closed?: readonly ClosedReason[];
    /** Only while the promise waits for the citizen, or only while it runs. */
    paused?: boolean;
  };
  kinds?: readonly Kind[];
  /** Only for ministries, or only for places; left out: both. */
  ministry?: boolean;
  to: Partial<Lives>;
  /** What comes next; 'by kind' is what the kind's office does first, 'by order' what the orderer has to do: answer, or its own work. */
  next: NextStep | 'same' | 'by kind' | 'by order';
  holder: HolderChange;
  promise: PromiseChange;
  closes?: ClosedReason;
  /** Attention may fall by this step; all others only raise it. */
  calms?: boolean;
  /** Why an odd arrow exists. */
  why?: string;
}
