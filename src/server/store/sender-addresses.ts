import { maskedAddress } from '../../domain/masked-address.ts';
import { asHex } from './compose.ts';
import { encrypt, newKey } from './envelope.ts';

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
