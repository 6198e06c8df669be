import type { FieldFault } from '../../../domain/refusal.ts';
import { secretHash } from '../envelope.ts';

/** What is kept of a code, from what people type. */
export function codeHash(id: string, typed: string): Buffer {
  return secretHash('code', `${id}\n${typed.normalize('NFKC').replace(/\s/g, '')}`);
}

/** What a code that did not fit is called beside its field. */
export function codeFault(field: string, outcome: string | undefined): FieldFault {
  return { field, code: outcome === 'wrong' ? 'wrong-code' : 'stale-code' };
}
