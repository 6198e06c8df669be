import { wrappedByNewest } from '../../envelope.ts';
import { madePictureKey } from '../../key-of-picture.ts';
import type { Keys } from '../../keys.ts';
import { inBatches, type RotationClients } from './batches.ts';

const without = `from pictures t where t.wrapped_key is null and t.erased_at is null`;

/** Gives each picture from before a key of its own: the one that it was sealed with, wrapped. The files stay as they are. */
export async function givePictureKeys({ reader, writer }: RotationClients, keys: Keys): Promise<number> {
  const [master] = keys.picture;
  if (!master) return 0;
  const ask = `select t.id ${without} and ($1::text is null or t.id > $1) order by t.id limit 200`;
  return inBatches<{ id: string }>(reader, ask, async (rows) => {
    const fresh = rows.map(({ id }) => wrappedByNewest(madePictureKey(master.key, id), keys));
    const { rows: told } = await writer.query<{ n: number }>(
      'select private.give_picture_keys($1, $2, $3) as n',
      [rows.map(({ id }) => id), fresh[0]?.keyId, fresh.map(({ wrapped }) => wrapped)],
    );
    return told[0]?.n ?? 0;
  });
}

/** How many pictures are still under the picture key of the key file. */
export async function picturesWithoutKey({ reader }: RotationClients): Promise<number> {
  return (await reader.query<{ n: number }>(`select count(*)::integer as n ${without}`)).rows[0]?.n ?? 0;
}
