import { hkdfSync } from 'node:crypto';
import { keys } from './db.ts';
import { unwrap } from './envelope.ts';

/** The key that a picture was sealed with before each had one of its own: made of a picture key of the key file. */
export function madePictureKey(master: Buffer, id: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `huiyin picture ${id}`, 32));
}

/** The key with which a picture is opened. */
export function keyOfPicture(row: { id: string; key_id: string | null; wrapped_key: Buffer | null }): Buffer {
  if (row.key_id !== null && row.wrapped_key !== null)
    return unwrap({ keyId: row.key_id, wrapped: row.wrapped_key });
  const [master] = keys().picture;
  if (!master) throw new Error('KEY_FILE: a picture from before needs the picture key, and there is none.');
  return madePictureKey(master.key, row.id);
}
