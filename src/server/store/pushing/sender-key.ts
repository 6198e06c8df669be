import { createECDH } from 'node:crypto';
import { keys, renewedKeys } from '../db.ts';
import type { NamedKey } from '../keys.ts';

/** Our key at the push services (VAPID, RFC 8292): both halves in base64url. */
export interface SenderKey {
  id: string;
  publicKey: string;
  privateKey: string;
}

/** The key by which new devices know us; undefined where the key file has none. */
export function newestSenderKey(): SenderKey | undefined {
  const [newest] = keys().push;
  return newest && halvesOf(newest);
}

/** The key by which a device knows us; undefined where it has left the key file. */
export function senderKey(id: string): SenderKey | undefined {
  const named = (key: NamedKey): boolean => key.id === id;
  const found = keys().push.find(named) ?? renewedKeys().push.find(named);
  return found && halvesOf(found);
}

function halvesOf({ id, key }: NamedKey): SenderKey {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(key);
  return { id, publicKey: pair.getPublicKey('base64url'), privateKey: key.toString('base64url') };
}
