import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const grown = new Set([
  'node_modules',
  'build',
  '.svelte-kit',
  '.git',
  'data',
  'coverage',
  'out',
  'shots',
  'miniprogram_npm',
]);
const readable = /\.(ts|js|cjs|mjs|svelte|html|css|sql|json|md|ya?ml|csv|txt|svg)$|\/(run|system-packages)$/;

/** One file of this project: its path from the top, and its text. */
export type ProjectFile = { name: string; text: string };

/** The files somebody wrote, in these folders or all; what is built or installed is left out. */
export function projectFiles(...folders: string[]): ProjectFile[] {
  const starts = folders.length > 0 ? folders : ['.'];
  return starts
    .flatMap((folder) => walk(path.join(root, folder)))
    .map((file) => ({
      name: path.relative(root, file).replaceAll(path.sep, '/'),
      text: fs.readFileSync(file, 'utf8'),
    }));
}

function walk(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return grown.has(entry.name) ? [] : walk(at);
    return readable.test(at) && entry.name !== 'package-lock.json' ? [at] : [];
  });
}
