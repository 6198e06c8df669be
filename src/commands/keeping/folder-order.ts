import path from 'node:path';
import { parseArgs } from 'node:util';

/** What was asked on the command line. */
export interface FolderOrder {
  folder: string;
  keyFolder: string | null;
  keysLost: boolean;
}

/** Reads FOLDER [--keys FOLDER2] [--keys-lost]; throws with the usage. */
export function readFolderOrder(usage: string): FolderOrder {
  const options = { keys: { type: 'string' }, 'keys-lost': { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [folder, ...more] = positionals;
    if (!folder || more.length > 0) throw new Error('Give one folder.');
    return {
      folder: path.resolve(folder),
      keyFolder: values.keys === undefined ? null : path.resolve(values.keys),
      keysLost: values['keys-lost'] ?? false,
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}
