import type { Selectable } from 'kysely';
import pg from 'pg';
import type { DutyQueue } from '../../domain/duty-queues.ts';
import { privatePool } from './db.ts';
import { decrypt, unwrap } from './envelope.ts';
import type { MessagesTable } from './schema/board.ts';
import { openWords, type WordsKind } from './words.ts';

/** Words of a message in the clear, for those entitled; whoever calls has asked the visibility rule. */
export interface OpenWords {
  messageId: number;
  what: WordsKind;
  ref: number | null;
  at: Date;
  content: Record<string, string>;
}

/** Reads the private words of some messages; `reader` names who reads, for the database wall. Newest last. */
export async function readWords(
  reader: string,
  messageIds: readonly number[],
  kinds?: readonly WordsKind[],
): Promise<OpenWords[]> {
  if (messageIds.length === 0) return [];
  const rows = await readNamed<WordsRow>(
    reader,
    { messages: messageIds },
    `select w.message_id, w.what, w.ref, w.ciphertext, w.at, m.key_id, m.wrapped_key from private.words w join messages m on m.id = w.message_id
     where w.message_id in (${messageIds.map(whole).join(',')}) ${kinds ? `and w.what in (${kinds.map((k) => pg.escapeLiteral(k)).join(',')})` : ''} order by w.id`,
  );
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

/** The phone of a citizen: for delivery by the worker, and for a logged reveal. */
export async function phoneOf(reader: string, citizenId: number): Promise<string | undefined> {
  const [row] = await readNamed<{ key_id: string; wrapped_key: Buffer; phone: Buffer }>(
    reader,
    { citizens: [citizenId] },
    `select key_id, wrapped_key, phone from private.citizens where id = ${whole(citizenId)}`,
  );
  return row && openPhone(row);
}

/** The phone of a member of staff: for delivery by the worker, and for themselves. */
export async function phoneOfStaff(reader: string, staffId: number): Promise<string | undefined> {
  const [row] = await readNamed<{ key_id: string; wrapped_key: Buffer; phone: Buffer }>(
    reader,
    { staff: [staffId] },
    `select key_id, wrapped_key, phone from private.staff_phones where staff_id = ${whole(staffId)}`,
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
    `select key_id, wrapped_key, phone from private.verifications where id = ${pg.escapeLiteral(id)}${now ? ` and expires_at > ${pg.escapeLiteral(now.toISOString())}` : ''}`,
  );
  return row && openPhone(row);
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
  >(
    reader,
    { offices: officeIds },
    `select n.id, n.office_id as "officeId", n.queue, s.name as who, n.at, n.key_id, n.wrapped_key, n.ciphertext
     from private.hand_over_notes n join staff s on s.id = n.staff_id
     where n.office_id in (${officeIds.map(whole).join(',')}) and n.at > ${pg.escapeLiteral(since.toISOString())} order by n.id desc limit 50`,
  );
  return rows.map(({ key_id, wrapped_key, ciphertext, ...note }) => {
    const key = unwrap({ keyId: key_id, wrapped: wrapped_key });
    return { ...note, text: decrypt(key, `note:${note.officeId}`, ciphertext).toString() };
  });
}

/** A look at private data is written down before it is given. */
export async function recordReveal(
  reader: string,
  look: { messageId: number; staffId: number; what: string; reason: string; at: Date },
): Promise<void> {
  await readNamed(
    reader,
    {},
    `insert into private.reveals (message_id, staff_id, what, reason, at) values (${whole(look.messageId)}, ${whole(look.staffId)},
    ${pg.escapeLiteral(look.what)}, ${pg.escapeLiteral(look.reason)}, ${pg.escapeLiteral(look.at.toISOString())})`,
  );
}

type WordsRow = Pick<Selectable<MessagesTable>, 'key_id' | 'wrapped_key'> & {
  message_id: number;
  what: WordsKind;
  ref: number | null;
  ciphertext: Buffer;
  at: Date;
};

// One round trip: several statements sent together are one transaction, so the names hold for this reading only.
async function readNamed<Row>(
  reader: string,
  rows: {
    messages?: readonly number[];
    citizens?: readonly number[];
    staff?: readonly number[];
    verifications?: readonly string[];
    offices?: readonly number[];
  },
  sql: string,
): Promise<Row[]> {
  const name = (setting: string, value: string) =>
    `select set_config('huiyin.${setting}', ${pg.escapeLiteral(value)}, true);`;
  const answers = (await privatePool().query(
    `${name('reader', reader)} ${name('messages', (rows.messages ?? []).join(','))} ${name('citizens', (rows.citizens ?? []).join(','))}
     ${name('staff', (rows.staff ?? []).join(','))} ${name('offices', (rows.offices ?? []).join(','))} ${name('verifications', (rows.verifications ?? []).join(','))} ${sql}`,
  )) as unknown as pg.QueryResult[];
  return (answers.at(-1)?.rows ?? []) as Row[];
}

function openPhone(row: { key_id: string; wrapped_key: Buffer; phone: Buffer }, context = 'phone'): string {
  return decrypt(unwrap({ keyId: row.key_id, wrapped: row.wrapped_key }), context, row.phone).toString();
}

function whole(id: number): string {
  if (!Number.isSafeInteger(id)) throw new Error('An id is a whole number.');
  return String(id);
}
