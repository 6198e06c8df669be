import type { Board } from './board.ts';
import { answeredScenes } from './scenes-answered.ts';
import { doorScenes } from './scenes-at-the-door.ts';
import { otherScenes } from './scenes-of-other-kinds.ts';
import { workScenes } from './scenes-at-work.ts';
import type { StageName } from './ties.ts';

/** What hangs on a message, by number; what is left out does not exist at this stage. */
export interface Things {
  order?: number;
  part?: number;
  /** A draft that waits for a signature, and a reply that is published. */
  reply?: number;
  published?: number;
  /** A mark that is proposed, and one that is in force. */
  mark?: number;
  markInForce?: number;
  extension?: number;
  instruction?: number;
  /** The rows of those addressed: the deputy has still to report, the unit has reported. */
  toDeputy?: number;
  toUnit?: number;
  followUp?: number;
  rating?: number;
}

/** A message that was brought to a stage. */
export interface Scene extends Things {
  code: string;
  /** Another message, about the same matter, open at the same office. */
  into: string;
}

/** How a message is brought to each stage, over the API. */
export const scenes: Readonly<Record<StageName, (board: Board) => Promise<Scene>>> = {
  ...doorScenes,
  ...workScenes,
  ...answeredScenes,
  ...otherScenes,
};

/** The number that no thing has. */
export const nothing = 999_999;
