import { sql } from 'kysely';
import { named } from '../compose.ts';
import type { Db } from '../db.ts';
import { hashesOf, newestHash } from '../envelope.ts';
import { alone } from '../tx.ts';

/** A person as a provider knows them. */
export interface Subject {
  issuer: string;
  subject: string;
}

/** How a member of staff is known at a provider, as lists show it. */
export interface OwnIdentity {
  knownAs: string | null;
  boundAt: Date;
  usedAt: Date | null;
}

const find =
  named(`select i.staff_id as "staffId" from staff_identities i join staff s on s.id = i.staff_id and s.left_at is null
  where i.issuer = $1 and i.subject_hash = any ($2) and i.removed_at is null`);
const use =
  named(`update staff_identities set used_at = $3, known_as = coalesce($4, known_as), subject_hash = $5
  where issuer = $1 and subject_hash = any ($2) and removed_at is null`);
const ofStaff =
  named(`select known_as as "knownAs", bound_at as "boundAt", used_at as "usedAt" from staff_identities
  where staff_id = $1 and issuer = $2 and removed_at is null`);

const spelt = ({ issuer, subject }: Subject) => `${issuer}\n${subject}`;
const subjectHash = (of: Subject) => newestHash('oidc-subject', spelt(of));
const subjectHashes = (of: Subject) => hashesOf('oidc-subject', spelt(of));

/** Whose account this is at the provider; undefined for nobody, and for somebody who has left. */
export async function staffBySubject(of: Subject): Promise<number | undefined> {
  return (await alone.rows<{ staffId: number }>(find, [of.issuer, subjectHashes(of)]))[0]?.staffId;
}

/** Writes down that the account opened the door, and how it is named there now. */
export async function identityUsed(of: Subject, knownAs: string | null, now: Date): Promise<void> {
  await alone.rows(use, [of.issuer, subjectHashes(of), now, knownAs, subjectHash(of)]);
}

/** The account of a member of staff at this provider; undefined where none is bound. */
export async function identityOf(staffId: number, issuer: string): Promise<OwnIdentity | undefined> {
  return (await alone.rows<OwnIdentity>(ofStaff, [staffId, issuer]))[0];
}

/** Binds an account to a member of staff, in place of another they had there; false where it is somebody's already. */
export async function bindIdentity(
  tx: Db,
  of: Subject & { staffId: number; knownAs: string | null; by: string },
  now: Date,
): Promise<boolean> {
  await unbindIdentity(tx, of, now);
  const { rows } =
    await sql`insert into staff_identities (staff_id, issuer, subject_hash, known_as, bound_at, bound_by)
    select ${of.staffId}, ${of.issuer}, ${subjectHash(of)}, ${of.knownAs}, ${now}, ${of.by} where not exists (select from staff_identities
      where issuer = ${of.issuer} and subject_hash = any (${subjectHashes(of)}) and removed_at is null)
    on conflict (issuer, subject_hash) where removed_at is null do nothing returning id`.execute(tx);
  return rows.length > 0;
}

/** From now on the account of this member of staff at the provider opens nothing; false where there is none. */
export async function unbindIdentity(
  tx: Db,
  of: { staffId: number; issuer: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`update staff_identities set removed_at = ${now}
    where staff_id = ${of.staffId} and issuer = ${of.issuer} and removed_at is null returning id`.execute(tx);
  return rows.length > 0;
}
