import { redirect } from '@sveltejs/kit';
import { isRefusal, Refusal } from '#domain/refusal.ts';
import { proveOwnPhone } from '#server/access/own-account.ts';
import { now } from '#server/clock.ts';
import { ownExportFile } from '#server/views/mine/export/own-export.ts';
import { admitCitizen } from '../../account/admit-citizen.ts';
import { textIn } from '../../form-faults.ts';
import type { RequestHandler } from './$types.ts';

/** Hands a person their file, for a fresh code; a wrong one leads back to the page, which sends another. */
export const POST: RequestHandler = async (event) => {
  const citizenId = admitCitizen(event);
  const form = await event.request.formData().catch((error: unknown) => {
    throw new Refusal('malformed', { detail: String(error) });
  });
  try {
    await proveOwnPhone(citizenId, { id: textIn(form, 'verification'), code: textIn(form, 'code') }, now());
  } catch (error) {
    if (!isRefusal(error)) throw error;
    redirect(303, '/my-data?done=wrong-code');
  }
  const file = await ownExportFile(citizenId, now());
  if (!file) throw new Refusal('not-found');
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="my-data.zip"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
};
