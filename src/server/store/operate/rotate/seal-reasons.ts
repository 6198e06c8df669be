import { randomBytes } from 'node:crypto';
import { encrypt, unwrappedBy } from '../../envelope.ts';
import type { Keys } from '../../keys.ts';
import { inBatches, type RotationClients } from './batches.ts';

interface Row {
  id: string;
  reason: string;
  keyId: string | null;
  wrapped: Buffer | null;
}

/** Seals the reasons of looks that lie in the clear from before reasons were sealed, under the key of their message. */
export async function sealReasons({ reader, writer }: RotationClients, keys: Keys): Promise<number> {
  const ask = `select r.id::text as id, r.reason, m.key_id as "keyId", m.wrapped_key as wrapped
    from private.reveals r join messages m on m.id = r.message_id
    where r.reason is not null and ($1::text is null or r.id > $1::bigint) order by r.id limit 200`;
  return inBatches<Row>(reader, ask, async (rows) => {
    const sealed = rows.map(({ reason, keyId, wrapped }) => {
      // Of an erased message nobody may read the reason any more: the key is thrown away.
      const key =
        keyId !== null && wrapped !== null ? unwrappedBy({ keyId, wrapped }, keys) : randomBytes(32);
      return encrypt(key, 'reveal', Buffer.from(reason));
    });
    const { rows: told } = await writer.query<{ n: number }>('select private.seal_reasons($1, $2) as n', [
      rows.map(({ id }) => id),
      sealed,
    ]);
    return told[0]?.n ?? 0;
  });
}

/** How many still lie in the clear. */
export async function reasonsInTheClear({ reader }: RotationClients): Promise<number> {
  const ask = 'select count(*)::integer as n from private.reveals where reason is not null';
  return (await reader.query<{ n: number }>(ask)).rows[0]?.n ?? 0;
}
