import type { Handling, Publication } from '../../domain/status.ts';

/** A state that has a shape of its own; being public has none, then the handling shows. */
export type Shape = Handling | Exclude<Publication, 'public'>;

/** Where a message stands now, in the words of the strip under its title. */
export interface StripData {
  state: Shape;
  stateNote?: string;
  who: string;
  whoNote?: string;
  next: string;
  nextNote?: string;
  /** The promised time, already said in words; left out at a closed end. */
  limit?: string;
  limitNote?: string;
  late: boolean;
}
