import { redirect } from '@sveltejs/kit';
import { isRefusal, Refusal } from '#domain/refusal.ts';
import { proveOwnPhone } from '#server/access/own-code.ts';
import { now } from '#server/clock.ts';
import { ownExportFile } from '#server/views/mine/export/own-export.ts';
import { textIn } from '../../form-faults.ts';
import type { RequestHandler } from './$types.ts';

/** Hands a person their file, for a fresh code; a wrong one leads back to the page, which sends another. */
export const POST: RequestHandler = async ({ request, locals: { actor } }) => {
  if (actor.kind !== 'citizen') redirect(303, '/sign-in?back=/my-data');
  const form = await request.formData().catch((error: unknown) => {
    throw new Refusal('malformed', { detail: String(error) });
  });
  try {
    await proveOwnPhone(textIn(form, 'verification'), textIn(form, 'code'), actor, now());
  } catch (error) {
    if (!isRefusal(error)) throw error;
    redirect(303, '/my-data?done=wrong-code');
  }
  const file = await ownExportFile(actor.citizenId, now());
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
