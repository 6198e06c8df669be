import fs from 'node:fs';

/** Writes a file that survives a power cut, readable by its owner only. */
export function writeThrough(file: string, text: string | Buffer): void {
  const open = fs.openSync(file, 'wx', 0o600);
  try {
    fs.writeFileSync(open, text);
    fs.fsyncSync(open);
  } finally {
    fs.closeSync(open);
  }
}

/** Makes the names in a folder survive a power cut; Windows offers no way. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const open = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(open);
  } finally {
    fs.closeSync(open);
  }
}
