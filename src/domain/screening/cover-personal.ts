import { markOf } from '../redaction-marks.ts';
import { findPersonalData } from './find-personal-data.ts';
import { isDoubtful, type PersonalDatum } from './personal-datum.ts';

/** A text as it would stand in public if everything found were taken out, and what that is. */
export interface Covered {
  text: string;
  found: readonly PersonalDatum[];
}

/** Takes out what the rules find, but for what was covered already, with the marks that a reviewer sets. */
export function coverPersonal(text: string, only: (datum: PersonalDatum) => boolean = () => true): Covered {
  const found = findPersonalData(text).filter((datum) => !isDoubtful(datum) && only(datum));
  let covered = '';
  let at = 0;
  for (const { start, end, what } of found) {
    covered += text.slice(at, start) + markOf(what);
    at = end;
  }
  return { text: covered + text.slice(at), found };
}
