import { combine, split } from 'shamir-secret-sharing';
import { fromBase64, recipientOf, toBase64 } from './seal.ts';

const prefix = 'HUIYIN-SHARE';

/** A private key as three shares, of which any two bring it back and one alone tells nothing. Each names the key by its number. */
export async function splitKey(identity: string, label: string): Promise<string[]> {
  const shares = await split(new TextEncoder().encode(identity), 3, 2);
  return shares.map((share, at) => `${prefix}-${label}-${at + 1}-${toBase64(share)}`);
}

/** The private key out of two or three shares; null where they do not make up this key. */
export async function joinShares(texts: readonly string[], recipient: string): Promise<string | null> {
  const shares = [...new Set(texts.map((text) => text.replace(/\s/g, '')))].map(shareOf);
  if (shares.length < 2 || shares.some((share) => share === null)) return null;
  try {
    const identity = new TextDecoder().decode(await combine(shares as Uint8Array[]));
    return (await recipientOf(identity)) === recipient ? identity : null;
  } catch {
    return null;
  }
}

function shareOf(text: string): Uint8Array | null {
  const found = new RegExp(`^${prefix}-[a-z0-9]+-[123]-([A-Za-z0-9+/]+={0,2})$`).exec(text);
  try {
    return found?.[1] ? fromBase64(found[1]) : null;
  } catch {
    return null;
  }
}
