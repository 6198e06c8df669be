import { monthFile } from '#domain/open-data/open-message.ts';
import { numbersFile } from '#domain/open-data/open-numbers.ts';
import type { OpenFile } from '#server/views/open-data.ts';

/** The name under which a file of the open data is had. */
export function fileName({ content, month, format }: OpenFile): string {
  return content === 'numbers' ? numbersFile(format) : monthFile(month, format);
}
