import { named } from '../compose.ts';
import { alone, type Tx } from '../tx.ts';

/** A public key of the examiner group. */
export interface ClueKey {
  id: number;
  recipient: string;
  madeAt: Date;
  retiredAt: Date | null;
}

const columns = 'id, recipient, made_at as "madeAt", retired_at as "retiredAt"';
const current = named(`select ${columns} from clue_keys where retired_at is null`);
// A writer whose page was drawn before a new key was made still seals for the old one.
const usable = named(
  `select ${columns} from clue_keys where id = $1 and (retired_at is null or retired_at > $2::timestamptz - interval '1 day')`,
);
const retire = named('update clue_keys set retired_at = $1 where retired_at is null');
const make = named(
  'insert into clue_keys (recipient, made_by, made_at) values ($1, $2, $3) on conflict do nothing returning id',
);
const copy =
  named(`insert into clue_key_copies (key_id, staff_id, wrapped, given_by, at) values ($1, $2, $3, $4, $5)
  on conflict (key_id, staff_id) do update set wrapped = excluded.wrapped, given_by = excluded.given_by, at = excluded.at`);
const examiner = named(
  `select 1 from staff_roles r join staff s on s.id = r.staff_id and s.left_at is null where r.staff_id = $1 and r.role = 'examiner' and r.from_at <= $2 and (r.to_at is null or r.to_at > $2)`,
);
const held = named('select 1 from clue_key_copies where key_id = $1 and staff_id = $2');
const known = named('select 1 from clue_keys where id = $1');

/** The key for which clues are sealed now; undefined before there is one. */
export async function currentClueKey(): Promise<ClueKey | undefined> {
  return (await alone.rows<ClueKey>(current, []))[0];
}

/** A key for which a clue may have been sealed just now. */
export async function usableClueKey(id: number, now: Date): Promise<ClueKey | undefined> {
  return (await alone.rows<ClueKey>(usable, [id, now]))[0];
}

/** Makes a new key the one for new clues; old clues stay sealed for the old ones. Undefined where it is known already. */
export async function makeClueKey(
  tx: Tx,
  of: { recipient: string; staffId: number },
  now: Date,
): Promise<number | undefined> {
  tx.write(retire, [now]);
  return (await tx.rows<{ id: number }>(make, [of.recipient, of.staffId, now]))[0]?.id;
}

/** Keeps the private half as an examiner holds it, wrapped. */
export function keepKeyCopy(
  tx: Tx,
  of: { keyId: number; staffId: number; wrapped: Buffer; givenBy: number },
  now: Date,
): void {
  tx.write(copy, [of.keyId, of.staffId, of.wrapped, of.givenBy, now]);
}

/** Is this member of staff an examiner now? */
export async function isExaminer(tx: Tx, staffId: number, now: Date): Promise<boolean> {
  return (await tx.rows(examiner, [staffId, now])).length > 0;
}

/** Does this examiner hold a copy of the key? */
export async function holdsKey(tx: Tx, keyId: number, staffId: number): Promise<boolean> {
  return (await tx.rows(held, [keyId, staffId])).length > 0;
}

/** Is there such a key? */
export async function isClueKey(tx: Tx, keyId: number): Promise<boolean> {
  return (await tx.rows(known, [keyId])).length > 0;
}
