import type { RequestEvent } from '@sveltejs/kit';
import {
  clueFileFaults,
  clueFileLimits,
  clueFileType,
  type ClueFile,
  packFile,
} from '#domain/clues/clue-files.ts';
import { type FieldFault, isRefusal, Refusal } from '#domain/refusal.ts';
import { keepPace } from '#server/access/rate-limit.ts';
import { now } from '#server/clock.ts';
import { keepFile } from '#server/life/clues/keep-file.ts';
import { cleanPdfInMemory } from '#server/pictures/clean-pdf-in-memory.ts';
import { redrawInMemory } from '#server/pictures/redraw-in-memory.ts';
import { WaitingLine } from '#server/pictures/waiting-line.ts';
import { sealBytes } from '#ui/clues/seal.ts';

/** Words alone are never longer, and never wait behind files. */
const wordsBytes = 128 * 1024;
const readMs = 120_000;
// A form with files lies whole in memory until it is sealed: so few at once, 27 MB each.
const line = new WaitingLine(3, 12);

/** Reads the form of a report or letter within its bounds and does the work on it; nothing of it touches a disk. */
export async function withForm<T>(
  { request, getClientAddress }: Pick<RequestEvent, 'request' | 'getClientAddress'>,
  work: (form: FormData) => Promise<T>,
): Promise<T> {
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > 0 && length <= wordsBytes) return work(await request.formData());
  keepPace('picture', getClientAddress(), now());
  return line.inTurn(async () => work(await readForm(request)));
}

/** Seals the files of a form where no script did; the numbers of all that wait, and what is wrong with the others. */
export async function sealFiles(
  form: FormData,
  recipient: string,
): Promise<{ ids: string[]; faults: FieldFault[] }> {
  const ids = form.getAll('kept').filter((each): each is string => /^[0-9a-f]{32}$/.test(String(each)));
  const chosen = form.getAll('files').filter((each): each is File => each instanceof File && each.size > 0);
  const faults = clueFileFaults([...ids.map(() => 0), ...chosen.map(({ size }) => size)]);
  if (faults.length > 0) return { ids, faults };
  try {
    for (const file of chosen) ids.push(await sealed(file, recipient));
    return { ids, faults: [] };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ids, faults: [{ field: 'files', code: error.code, with: error.with }] };
  }
}

/** What the form shows as sealed already when it comes back; nothing where that is what was wrong. */
export function stillKept(ids: readonly string[], error: unknown): readonly string[] {
  const isGone = isRefusal(error) && error.faults.some(({ code }) => code === 'clue-file-gone');
  return isGone ? [] : ids;
}

async function readForm(request: Request): Promise<FormData> {
  const signal = AbortSignal.timeout(readMs);
  try {
    const body = request.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal });
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    return await new Response(body ?? null, { headers }).formData();
  } catch (error) {
    // The framework's own sentence for what is too large.
    if ((error as { status?: number }).status === 413) throw error;
    throw new Refusal('malformed', { detail: 'a form was broken off' });
  }
}

async function sealed(file: File, recipient: string): Promise<string> {
  const clean = await cleaned(file);
  const packed = packFile(clean);
  if (!packed)
    throw new Refusal('clue-file-too-large', { with: { most: clueFileLimits.bytes / (1024 * 1024) } });
  return (await keepFile(Buffer.from(await sealBytes(packed, [recipient])), now())).id;
}

async function cleaned(file: File): Promise<ClueFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = clueFileType(bytes);
  if (!type) throw new Refusal('clue-file-type');
  if (type === 'pdf') {
    const clean = await cleanPdfInMemory(Buffer.from(bytes));
    return { name: file.name, type, bytes: new Uint8Array(clean) };
  }
  const drawn = await redrawInMemory(Buffer.from(bytes));
  return { name: file.name, type: drawn.type, bytes: new Uint8Array(drawn.full) };
}
