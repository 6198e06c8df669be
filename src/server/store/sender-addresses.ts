import { maskedAddress } from '../../domain/masked-address.ts';
import { asHex, named } from './compose.ts';
import { encrypt, newKey } from './envelope.ts';
import { alone } from './tx.ts';

/** The row that keeps from which address a message was sent; null where none is known. */
export function senderAddressRow(
  messageId: number,
  address: string | null,
  at: Date,
): Record<string, unknown> | null {
  const network = address && maskedAddress(address);
  if (!address || !network) return null;
  const { key, keyId, wrapped } = newKey();
  const sealed = (what: string, text: string) =>
    asHex(encrypt(key, `${what}:${messageId}`, Buffer.from(text)));
  return {
    ...{ message: messageId, key_id: keyId, wrapped: asHex(wrapped), at },
    ...{ network: sealed('network', network), address: sealed('address', address) },
  };
}

const shed = named('select private.shed_sender_addresses($1) as gone');

/** Destroys the addresses of messages that were sent longer ago than the term in days; gives how many. */
export async function shedSenderAddresses(termDays: number, now: Date): Promise<number> {
  const before = new Date(now.getTime() - termDays * 86_400_000);
  return (await alone.rows<{ gone: number }>(shed, [before]))[0]?.gone ?? 0;
}
