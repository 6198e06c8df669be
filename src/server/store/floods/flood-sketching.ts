import { createHmac, createSecretKey } from 'node:crypto';
import { sketchLength, type Sketching } from '../../../domain/floods/sketch.ts';
import { keys } from '../db.ts';

/** How texts are sketched here: under a key outside the database, without which nobody can try texts against the numbers. */
export function floodSketching(): Sketching {
  const [newest] = keys().index;
  if (!newest) throw new Error('The key file holds no index key.');
  const key = createSecretKey(createHmac('sha256', newest.key).update('floods').digest());
  const bits = (text: string): number => createHmac('sha256', key).update(text).digest().readUInt32LE();
  return {
    hash: (shingle) => bits(`s${shingle}`),
    turns: Array.from({ length: sketchLength }, (_, n) => [bits(`a${n}`) | 1, bits(`b${n}`)] as const),
  };
}
