import { personalInReply } from '../../../domain/reply-checks/find-personal.ts';

/** What looks personal in a reply that everybody reads, each once; the citizen's message is not asked. */
export function personalWords(text: string): string[] {
  const found = personalInReply(text, { title: '', body: '' });
  return [...new Set(found.map(({ datum }) => text.slice(datum.start, datum.end)))];
}
