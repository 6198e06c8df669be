import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { beginExport } from '../../store/export/exports.ts';

/** A person asks for everything that the system holds about them; the worker puts it together. */
export async function askExport(actor: Actor, now: Date): Promise<void> {
  if (actor.kind !== 'citizen')
    throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  if (!(await beginExport(actor.citizenId, now))) throw new Refusal('export-asked');
}
