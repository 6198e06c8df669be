import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { beginExport } from '../../store/export/exports.ts';
import { ownAccount } from '../account/own-account.ts';

/** A person asks for everything that the system holds about them; the worker puts it together. */
export async function askExport(actor: Actor, now: Date): Promise<void> {
  if (!(await beginExport(ownAccount(actor), now))) throw new Refusal('export-asked');
}
