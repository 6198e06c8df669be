const shape = /^[a-z0-9]{8,64}\.[a-z]{1,16}$/;

/** The key itself when it is one flat name; anything else is a mistake of the program and never reaches the disk. */
export function fileKey(key: string): string {
  if (!shape.test(key)) throw new Error('a key of the files must be one flat name');
  return key;
}
