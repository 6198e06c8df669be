import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import { app } from '../../store/db.ts';
import { keepExport } from '../../store/export/exports.ts';
import { everythingOf } from '../../views/mine/export/everything-of.ts';
import { exportPage } from './export-page.ts';

/** Which export of whom. */
export const buildExportPayload = z.object({ export: z.number().int(), citizen: z.number().int() });

/** A picture as its writer sent it, opened; null: it is gone. */
export type ReadPicture = (id: string) => Promise<{ bytes: Buffer; ending: string } | null>;

/** Puts everything about a person together: for machines as JSON, for people as a page, with their pictures. */
export async function buildExport(
  { export: id, citizen }: z.infer<typeof buildExportPayload>,
  readPicture: ReadPicture,
  now: Date,
): Promise<void> {
  const everything = await everythingOf(app(), citizen);
  // The account went meanwhile.
  if (!everything) return;
  const files: Record<string, Uint8Array> = {
    'data.json': strToU8(JSON.stringify({ madeAt: now, ...everything }, null, 2)),
    'index.html': strToU8(exportPage(everything, now)),
  };
  for (const message of everything.messages)
    for (const [n, { id: pictureId }] of message.pictures.entries()) {
      const picture = await readPicture(pictureId);
      if (picture) files[`pictures/${message.code}-${n + 1}.${picture.ending}`] = picture.bytes;
    }
  await keepExport(id, Buffer.from(zipSync(files)), now);
}
