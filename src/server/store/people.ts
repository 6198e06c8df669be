import type { Selectable } from 'kysely';
import type { DutyQueue } from '../../domain/duty-queues.ts';
import { named } from './compose.ts';
import { privatePool } from './db.ts';
import { decrypt, encrypt, unwrap, type WrappedKey } from './envelope.ts';
import type { MessagesTable } from './schema/board.ts';
import { readInOne } from './tx.ts';
import { nameAtWall, readNamed } from './wall.ts';
import { openWords, type WordsKind } from './words.ts';

// Behind a subquery the planner takes any number of messages alike: one plan serves all, and planning took as long as reading.
const sealed = `select w.message_id, w.what, w.ref, w.ciphertext, w.at, m.key_id, m.wrapped_key
  from private.words w join messages m on m.id = w.message_id where w.message_id = any (array(select unnest($1::bigint[])))`;
const words = named(`${sealed} order by w.id`);
const wordsOfKinds = named(`${sealed} and w.what = any (array(select unnest($2::text[]))) order by w.id`);
const citizensPhone = named(
  'select key_id, wrapped_key, phone from private.citizens where id = $1 and phone_index is not null',
);
const staffPhone = named('select key_id, wrapped_key, phone from private.staff_phones where staff_id = $1');
const verificationsPhone = named(`select key_id, wrapped_key, phone from private.verifications
  where id = $1 and ($2::timestamptz is null or expires_at > $2)`);
const entry = named(`select p.hash, t.key_id, t.wrapped_key, t.secret,
    (select count(*)::integer from private.staff_recovery_codes c where c.staff_id = s.id and c.used_at is null) as codes,
    (select count(*)::integer from public.staff_passkeys k where k.staff_id = s.id and k.removed_at is null) as passkeys
  from public.staff s left join private.staff_passwords p on p.staff_id = s.id left join private.staff_totp t on t.staff_id = s.id where s.id = $1`);
const notes =
  named(`select n.id, n.office_id as "officeId", n.queue, s.name as who, n.at, n.key_id, n.wrapped_key, n.ciphertext
  from private.hand_over_notes n join staff s on s.id = n.staff_id
  where n.office_id = any ($1::bigint[]) and n.at > $2 order by n.id desc limit 50`);
const reveals = named(`insert into private.reveals (message_id, staff_id, what, sealed_reason, at, way)
  select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bytea[], $5::timestamptz[], $6::text[])`);

/** Words of a message in the clear, for those entitled; whoever calls has asked the visibility rule. */
export interface OpenWords {
  messageId: number;
  what: WordsKind;
  ref: number | null;
  at: Date;
  content: Record<string, string>;
}

/** Who reads the private words of which messages; `reader` is named at the database wall. */
export interface Reading {
  reader: string;
  messageIds: readonly number[];
}

/** Reads the private words of some messages. Newest last. */
export async function readWords(
  reader: string,
  messageIds: readonly number[],
  kinds?: readonly WordsKind[],
): Promise<OpenWords[]> {
  if (messageIds.length === 0) return [];
  return (await readWordsOfEach([{ reader, messageIds }], kinds))[0] ?? [];
}

/** The same for several readers in one go; the wall shows each what it was asked about in their name. In the order of the readings. */
export async function readWordsOfEach(
  readings: readonly Reading[],
  kinds?: readonly WordsKind[],
): Promise<OpenWords[][]> {
  const questions = readings.map(({ reader, messageIds }) => ({
    before: nameAtWall(reader, { messages: messageIds }),
    question: kinds
      ? { statement: wordsOfKinds, values: [messageIds, kinds] }
      : { statement: words, values: [messageIds] },
  }));
  const found = (await readInOne(privatePool(), questions)) as WordsRow[][];
  return found.map(opened);
}

function opened(rows: readonly WordsRow[]): OpenWords[] {
  return rows.flatMap((row) => {
    if (!row.key_id || !row.wrapped_key) return [];
    const key = unwrap({ keyId: row.key_id, wrapped: row.wrapped_key });
    return [
      {
        messageId: row.message_id,
        what: row.what,
        ref: row.ref,
        at: row.at,
        content: openWords(row.message_id, key, row.what, row.ciphertext),
      },
    ];
  });
}

/** The phone of a citizen: for delivery by the worker, for a logged reveal, for themselves; undefined where it went to somebody else. */
export async function phoneOf(reader: string, citizenId: number): Promise<string | undefined> {
  const [row] = await readNamed<{ key_id: string; wrapped_key: Buffer; phone: Buffer }>(
    reader,
    { citizens: [citizenId] },
    { statement: citizensPhone, values: [citizenId] },
  );
  return row && openPhone(row);
}

/** The phone of a member of staff: for delivery by the worker, and for themselves. */
export async function phoneOfStaff(reader: string, staffId: number): Promise<string | undefined> {
  const [row] = await readNamed<{ key_id: string; wrapped_key: Buffer; phone: Buffer }>(
    reader,
    { staff: [staffId] },
    { statement: staffPhone, values: [staffId] },
  );
  return row && openPhone(row, 'staff-phone');
}

/** The phone that a verification is about: the code is sent there. With `now`: only while the code is still good. */
export async function phoneOfVerification(
  reader: string,
  id: string,
  now?: Date,
): Promise<string | undefined> {
  const [row] = await readNamed<{ key_id: string; wrapped_key: Buffer; phone: Buffer }>(
    reader,
    { verifications: [id] },
    { statement: verificationsPhone, values: [id, now ?? null] },
  );
  return row && openPhone(row);
}

/** How a member of staff enters: for the door alone. */
export async function readEntry(reader: string, staffId: number): Promise<EntryRow | undefined> {
  const question = { statement: entry, values: [staffId] };
  return (await readNamed<EntryRow>(reader, { staff: [staffId] }, question))[0];
}

interface EntryRow {
  hash: string | null;
  key_id: string | null;
  wrapped_key: Buffer | null;
  secret: Buffer | null;
  codes: number;
  passkeys: number;
}

/** A note that somebody on duty left for whoever came next. */
export interface HandOverNote {
  id: number;
  officeId: number;
  queue: DutyQueue;
  who: string;
  at: Date;
  text: string;
}

/** The notes left at these offices since then, the newest first; whoever calls works there. */
export async function readHandOverNotes(
  reader: string,
  officeIds: readonly number[],
  since: Date,
): Promise<HandOverNote[]> {
  if (officeIds.length === 0) return [];
  const rows = await readNamed<
    Omit<HandOverNote, 'text'> & { key_id: string; wrapped_key: Buffer; ciphertext: Buffer }
  >(reader, { offices: officeIds }, { statement: notes, values: [officeIds, since] });
  return rows.map(({ key_id, wrapped_key, ciphertext, ...note }) => {
    const key = unwrap({ keyId: key_id, wrapped: wrapped_key });
    return { ...note, text: decrypt(key, `note:${note.officeId}`, ciphertext).toString() };
  });
}

const addresses = named(
  'select key_id, wrapped_key, network, address from private.sender_addresses where message_id = $1',
);

/** From where a message was sent: the network, or the whole address; undefined where it is not kept (any more). */
export async function readSenderAddress(
  reader: string,
  messageId: number,
  what: 'network' | 'address',
): Promise<string | undefined> {
  const [row] = await readNamed<{ key_id: string; wrapped_key: Buffer; network: Buffer; address: Buffer }>(
    reader,
    { messages: [messageId] },
    { statement: addresses, values: [messageId] },
  );
  if (!row) return undefined;
  const key = unwrap({ keyId: row.key_id, wrapped: row.wrapped_key });
  return decrypt(key, `${what}:${messageId}`, row[what]).toString();
}

/** A look at private data of one message; `key` is the message's own. */
interface Look {
  messageId: number;
  key: WrappedKey;
  staffId: number;
  what: string;
  reason: string;
  way?: 'call' | 'search';
  at: Date;
}

/** A look at private data is written down before it is given; why lies under the key of the message, which says whom it is about. */
export function recordReveal(reader: string, look: Look): Promise<void> {
  return recordReveals(reader, [look]);
}

/** The same for several messages that are shown at once: all of them or none. */
export async function recordReveals(reader: string, looks: readonly Look[]): Promise<void> {
  if (looks.length === 0) return;
  const sealed = ({ key, reason }: Look) => encrypt(unwrap(key), 'reveal', Buffer.from(reason));
  const rows = looks.map((look) => [
    look.messageId,
    look.staffId,
    look.what,
    sealed(look),
    look.at,
    look.way ?? 'reason',
  ]);
  const values = rows[0]?.map((_, column) => rows.map((row) => row[column])) ?? [];
  await readNamed(reader, {}, { statement: reveals, values });
}

type WordsRow = Pick<Selectable<MessagesTable>, 'key_id' | 'wrapped_key'> & {
  message_id: number;
  what: WordsKind;
  ref: number | null;
  ciphertext: Buffer;
  at: Date;
};

function openPhone(row: { key_id: string; wrapped_key: Buffer; phone: Buffer }, context = 'phone'): string {
  return decrypt(unwrap({ keyId: row.key_id, wrapped: row.wrapped_key }), context, row.phone).toString();
}
