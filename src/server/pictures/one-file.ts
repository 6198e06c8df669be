import { Refusal } from '../../domain/refusal.ts';
import { pictureLimits } from './limits.ts';

/** Is this body a form that wraps its file? */
export function isForm(contentType: string | null): boolean {
  return /^multipart\/form-data\b/i.test(contentType ?? '');
}

/** The one file of a form that was read whole (and is bounded in size); none or several are refused. */
export async function oneFile(form: Buffer, contentType: string | null): Promise<Buffer> {
  const files = [...(await readForm(form, contentType)).values()].filter((value) => value instanceof File);
  const [file] = files;
  if (!file || files.length > 1)
    throw new Refusal('malformed', { detail: `${files.length} files in one form` });
  if (file.size > pictureLimits.bytes) throw new Refusal('picture-too-large');
  return Buffer.from(await file.arrayBuffer());
}

async function readForm(form: Buffer, contentType: string | null): Promise<FormData> {
  try {
    return await new Response(form as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': contentType ?? '' },
    }).formData();
  } catch (error) {
    throw new Refusal('malformed', { detail: String(error) });
  }
}
