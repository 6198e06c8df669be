import { type Export, exportDays, lastExport, openExport } from '../../../store/export/exports.ts';

/** A person's own export, while it can be fetched. */
export type OwnExport = Export & { untilAt: Date };

/** The last export of a person; null: none that could be fetched. */
export async function ownExport(citizenId: number, now: Date): Promise<OwnExport | null> {
  const found = await lastExport(citizenId, now);
  return found ? { ...found, untilAt: new Date(found.askedAt.getTime() + exportDays * 86_400_000) } : null;
}

/** The file itself; whoever calls has just seen the person prove their phone. Null: there is none. */
export async function ownExportFile(citizenId: number, now: Date): Promise<Buffer | null> {
  const found = await lastExport(citizenId, now);
  return found?.madeAt ? ((await openExport(found.id, citizenId)) ?? null) : null;
}
