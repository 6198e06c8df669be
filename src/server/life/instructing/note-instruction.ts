import type { Actor } from '../../../domain/actor.ts';
import type { Taken } from '../take.ts';
import { staffOf } from './told.ts';
import { withAddressee } from './with-addressee.ts';

/** The addressee has read it (签收). The clock runs on. */
export function noteInstruction(code: string, id: number, actor: Actor, now: Date): Promise<Taken> {
  return withAddressee({ step: 'note-instruction', code, id, from: ['issued'] }, { actor, now }, (row) => ({
    rows: [
      (bind) =>
        `update addressees set state = 'noted', noted_at = ${bind(now)}, noted_by = ${bind(staffOf(actor).id)} where id = ${bind(row.id)}`,
    ],
  }));
}
