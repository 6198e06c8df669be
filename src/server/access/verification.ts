import { randomInt } from 'node:crypto';
import { dormantBefore } from '../../domain/account.ts';
import { readPhone } from '../../domain/phone.ts';
import { Refusal } from '../../domain/refusal.ts';
import { named, runComposed } from '../store/compose.ts';
import { blindIndexes, encrypt, encryptBriefly, newKey, newSecret, secretHash } from '../store/envelope.ts';
import { codeFault, codeHash } from '../store/citizens/codes.ts';
import { alone } from '../store/tx.ts';

/** What a phone is confirmed for by whoever is not signed in; a code for one purpose fits no other. */
export const purposes = ['write', 'sign-in', 'own'] as const;
export type Purpose = (typeof purposes)[number];

/** What a signed-in citizen proves with a code: the phone they leave, the one they take, that the account shall end, or that they are there. */
export type AccountPurpose = 'phone-old' | 'phone-new' | 'close' | 'confirm';

const codeMinutes = 10;
const tokenMinutes = 30;
const mostPerHour = 10;

/** Refuses what is no phone number, before anything that costs. */
export function refuseWrongPhone(typed: string): void {
  if (!readPhone(typed)) throw new Refusal('invalid', { faults: [{ field: 'phone', code: 'wrong-phone' }] });
}

/** Sends a six-digit code to a phone; returns the id under which it is confirmed, and the code for the development sender only. */
export async function startVerification(
  typed: string,
  purpose: Purpose | AccountPurpose,
  now: Date,
): Promise<{ id: string; code: string }> {
  const phone = readPhone(typed);
  if (!phone) throw new Refusal('invalid', { faults: [{ field: 'phone', code: 'wrong-phone' }] });
  const id = newSecret().slice(0, 26);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const { key, keyId, wrapped } = newKey();
  const [index, ...others] = blindIndexes('phone', phone);
  const values = [
    id,
    purpose,
    index,
    keyId,
    wrapped,
    encrypt(key, 'phone', Buffer.from(phone)),
    codeHash(id, code),
    now,
    new Date(now.getTime() + codeMinutes * 60_000),
    mostPerHour,
    others,
  ];
  const sealed = encryptBriefly(`code:${id}`, code).toString('base64url');
  const [answer] = await runComposed<{ begun: boolean }>(
    alone,
    [
      [
        'begun',
        (bind) => `select private.begin_verification(${values.map((v) => bind(v)).join(', ')}) as yes`,
      ],
      [
        'outboxed',
        (bind) =>
          `insert into outbox (task, payload, run_at) select 'deliver-code', ${bind(JSON.stringify({ verification: id, sealed }))}::jsonb, ${bind(now)}::timestamptz from begun where yes`,
      ],
    ],
    () => 'select yes as begun from begun',
  );
  if (!answer?.begun) throw new Refusal('too-many');
  return { id, code };
}

const confirm = named('select outcome, citizen, kept from private.confirm_phone($1, $2, $3, $4, $5, $6, $7)');

/** A phone that was confirmed. */
export interface Confirmed {
  /** Proves the phone for 30 minutes. */
  token: string;
  citizenId: number;
  /** The account was to be closed, and is kept since its owner came back. */
  kept: boolean;
}

/** Tries a code for one of these purposes; gives the account at the phone, an empty one where nobody was there for long. */
export async function confirmVerification(
  id: string,
  typedCode: string,
  now: Date,
  fitting: readonly Purpose[] = purposes,
): Promise<Confirmed> {
  const token = newSecret();
  const [row] = await alone.rows<{ outcome: string; citizen: number | null; kept: boolean }>(confirm, [
    id,
    codeHash(id, typedCode),
    fitting,
    secretHash('verification', token),
    now,
    new Date(now.getTime() + tokenMinutes * 60_000),
    dormantBefore(now),
  ]);
  if (row?.outcome === 'right' && row.citizen !== null)
    return { token, citizenId: row.citizen, kept: row.kept };
  throw new Refusal('invalid', { faults: [codeFault('code', row?.outcome)] });
}

const verified = named('select citizen, purpose from private.verified_by($1, $2)');

/** Whose phone a token proves, and for what; undefined when unknown or expired. */
export async function verifiedBy(
  token: string,
  now: Date,
): Promise<{ citizenId: number; purpose: Purpose } | undefined> {
  const [row] = await alone.rows<{ citizen: number; purpose: Purpose }>(verified, [
    secretHash('verification', token),
    now,
  ]);
  return row && { citizenId: row.citizen, purpose: row.purpose };
}
