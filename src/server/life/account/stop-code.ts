import { randomInt } from 'node:crypto';
import { encryptBriefly } from '../../store/envelope.ts';

// Nothing that is read for something else on a small screen.
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A code of ten letters and digits by which the old number of a change says no, and the same sealed for its way there. */
export function newStopCode(changeId: string): { stopCode: string; sealed: string } {
  const stopCode = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('');
  const sealed = encryptBriefly(`stop:${changeId}`, stopCode).toString('base64url');
  return { stopCode, sealed };
}
