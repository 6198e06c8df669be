import { named } from '../compose.ts';
import { decrypt, encrypt, unwrap } from '../envelope.ts';
import { readNamed } from '../wall.ts';
import type { Tx } from '../tx.ts';
import type { KeptBan } from './bans.ts';

/** What words of a ban can be: to the person why, what they say to it, what they are answered; among reviewers why to lift it. */
export type BanWordsKind = 'why' | 'appeal' | 'answer' | 'lift';

/** Words of a ban in the clear. */
export interface BanWords {
  what: BanWordsKind;
  text: string;
  at: Date;
}

const keep = named('select private.keep_ban_words($1, $2, $3, $4)');
const read = named('select what, ciphertext, at from private.ban_words where ban_id = $1 order by id');

/** Keeps words under the key of their ban. */
export function keepBanWords(
  tx: Tx,
  of: { id: number; key: Buffer },
  words: { what: BanWordsKind; text: string },
  now: Date,
): void {
  const sealed = encrypt(of.key, `ban:${of.id}:${words.what}`, Buffer.from(words.text));
  tx.write(keep, [of.id, words.what, sealed, now]);
}

/** The key of a ban; undefined: it was destroyed with its person’s data. */
export function keyOfBan({ keyId, wrapped }: KeptBan): Buffer | undefined {
  return keyId !== null && wrapped !== null ? unwrap({ keyId, wrapped }) : undefined;
}

/** The words of a ban, first to last, for a reviewer or its person; `reader` names who reads. */
export async function readBanWords(reader: string, ban: KeptBan): Promise<BanWords[]> {
  const key = keyOfBan(ban);
  if (!key) return [];
  const rows = await readNamed<{ what: BanWordsKind; ciphertext: Buffer; at: Date }>(
    reader,
    { citizens: [ban.citizenId] },
    { statement: read, values: [ban.id] },
  );
  return rows.map(({ what, ciphertext, at }) => ({
    what,
    at,
    text: decrypt(key, `ban:${ban.id}:${what}`, ciphertext).toString(),
  }));
}
