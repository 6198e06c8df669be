import type { ClueFile } from '../../../domain/clues/clue-files.ts';
import { sealFile } from '../seal.ts';

const sent = new WeakMap<ClueFile, string>();

/** Seals files and sends them one by one; the numbers under which they wait for their words, or what was refused. What has been sent is not sent again. */
export async function sendFiles(
  files: readonly ClueFile[],
  recipient: string,
): Promise<{ ids: string[]; problem: string | null }> {
  const ids: string[] = [];
  for (const file of files) {
    const id = sent.get(file) ?? (await send(file, recipient));
    if (typeof id !== 'string') return { ids, problem: id.problem };
    sent.set(file, id);
    ids.push(id);
  }
  return { ids, problem: null };
}

async function send(file: ClueFile, recipient: string): Promise<string | { problem: string }> {
  const sealed = await sealFile(file, [recipient]);
  if (!sealed) return { problem: '' };
  const response = await fetch('/api/v1/clue-files', {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'accept-language': document.documentElement.lang,
    },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    body: sealed as Uint8Array<ArrayBuffer>,
  });
  const answer = (await response.json()) as { id?: string; title?: string };
  return answer.id ?? { problem: answer.title ?? '' };
}
