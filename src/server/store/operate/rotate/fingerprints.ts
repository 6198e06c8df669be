import { decrypt, hashUnder, unwrappedBy } from '../../envelope.ts';
import type { Keys } from '../../keys.ts';
import { inBatches, type RotationClients } from './batches.ts';

interface Row {
  id: string;
  print: Buffer;
  keyId: string;
  wrapped: Buffer;
  phone: Buffer;
}

const tables = [
  { name: 'private.citizens', print: 'coalesce(phone_index, former_index)', type: 'bigint' },
  { name: 'private.verifications', print: 'phone_index', type: 'text' },
] as const;

/** Brings the fingerprint of every phone under the newest key; gives how many rows it changed. */
export function moveFingerprints(clients: RotationClients, keys: Keys): Promise<number> {
  return stale(clients, keys, async (phones) => {
    const { rows } = await clients.writer.query<{ n: number }>('select private.move_fingerprints($1) as n', [
      JSON.stringify(phones),
    ]);
    return rows[0]?.n ?? 0;
  });
}

/** How many phones are found by an older key only. */
export function staleFingerprints(clients: RotationClients, keys: Keys): Promise<number> {
  return stale(clients, keys, async (phones) => phones.length);
}

async function stale(
  { reader }: RotationClients,
  keys: Keys,
  change: (phones: { to: string; others: string[] }[]) => Promise<number>,
): Promise<number> {
  let all = 0;
  for (const { name, print, type } of tables) {
    const ask = `select id::text as id, ${print} as print, key_id as "keyId", wrapped_key as wrapped, phone from ${name} t
      where ($1::text is null or t.id > $1::${type}) order by t.id limit 200`;
    all += await inBatches<Row>(reader, ask, async (rows) => {
      const phones = rows.flatMap((row) => {
        const phone = decrypt(unwrappedBy(row, keys), 'phone', row.phone).toString();
        const [to, ...others] = keys.index.map(({ key }) => hashUnder(key, 'phone', phone));
        return to && !row.print.equals(to) ? [{ to: hex(to), others: others.map(hex) }] : [];
      });
      return phones.length > 0 ? change(phones) : 0;
    });
  }
  return all;
}

function hex(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
