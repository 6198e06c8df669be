import { changeKeys, freshKey, loadKeys } from '../../keys.ts';

/** Adds a sealing key to a key file from before there were seals; what is in it stays. Says whether it did. */
export function addSealingKey(file: string): boolean {
  if (loadKeys(file, false).sealing.length > 0) return false;
  changeKeys(file, (kept) => ({ ...kept, sealing: [freshKey('sealing')] }));
  return true;
}

/** Puts a fresh wrapping key and a fresh sealing key before the others, which go on opening and proving what is old. */
export function rotateKeys(file: string): { wrapping: string; sealing: string } {
  const [wrapping, sealing] = [freshKey('wrapping'), freshKey('sealing')];
  changeKeys(file, (kept) => ({
    ...kept,
    wrapping: [wrapping, ...kept.wrapping],
    sealing: [sealing, ...kept.sealing],
  }));
  return { wrapping: wrapping.id, sealing: sealing.id };
}

/** Takes wrapping keys out that nothing needs any more; the newest stays whatever is said. */
export function retireKeys(file: string, ids: readonly string[]): void {
  changeKeys(file, ({ wrapping: [newest, ...others], ...kept }) => ({
    ...kept,
    wrapping: [...(newest ? [newest] : []), ...others.filter(({ id }) => !ids.includes(id))],
  }));
}
