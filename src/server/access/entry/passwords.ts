import { createHmac } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { passwordLength } from '../../../domain/entering.ts';
import { readPhone } from '../../../domain/phone.ts';
import { isIdNumber, isOldIdNumber } from '../../../domain/screening/checksums.ts';
import type { FieldFault } from '../../../domain/refusal.ts';
import { keys } from '../../store/db.ts';

/** argon2id at the strength that OWASP names for interactive sign-in: 19 MiB, two passes. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let guesser: Promise<ZxcvbnFactory> | undefined;
// Some 40,000 common and leaked passwords, rows of keys, dates, repetitions: all offline. Few of them are Chinese. They take 7 MB,
// and few processes are ever asked for a new password.
const readGuesser = async (): Promise<ZxcvbnFactory> => {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
};
const chinese =
  `woaini aini 1314 520 521 5201314 888 666 168 518 baobei laopo laogong china zhongguo beijing shanghai
  chengdu guangzhou shenzhen admin mima yonghu guanli shenhe banli chengban lingdao liuyan zhengfu bangongshi xinfang
  huiyin 回音`.split(/\s+/);
/** The highest of its five: more than 10^10 guesses. */
const leastScore = 4;

/** The hash of a password: worth nothing without the key file, whose key goes into it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), { ...strength, secret: peppers()[0] as Buffer });
}

/** Is this the password? `older`: it is, and its hash is under an older key. With no hash it takes as long and says no, so that nobody learns which names exist. */
export async function weighPassword(
  kept: string | null,
  typed: string,
): Promise<'right' | 'older' | 'wrong'> {
  const password = typed.normalize('NFKC');
  const against = kept ?? (await nobodys());
  // One that is too long is nobody's; its beginning is still weighed, so that it takes as long.
  const weighed = password.slice(0, passwordLength.most);
  for (const [at, secret] of peppers().entries()) {
    const right = await verify(against, weighed, { secret }).catch(() => false);
    if (!right) continue;
    if (kept === null || weighed !== password) return 'wrong';
    return at === 0 ? 'right' : 'older';
  }
  return 'wrong';
}

/** What is wrong with a new password; undefined: nothing. `about`: names that its owner must not lean on. */
export async function passwordFault(
  password: string,
  about: readonly string[],
): Promise<FieldFault | undefined> {
  const typed = password.normalize('NFKC');
  const { least, most } = passwordLength;
  if ([...typed].length < least) return { field: 'password', code: 'password-too-short', with: { least } };
  const have = typed.length;
  if (have > most) return { field: 'password', code: 'too-long', with: { most, have, over: have - most } };
  const { score } = (await (guesser ??= readGuesser())).check(typed, [...about, ...chinese]);
  // No figures are refused for being figures, but a number that others know.
  return score < leastScore || isKnownNumber(typed)
    ? { field: 'password', code: 'password-too-easy' }
    : undefined;
}

function isKnownNumber(typed: string): boolean {
  const figures = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  return readPhone(figures) !== undefined || isIdNumber(figures) || isOldIdNumber(figures);
}

// The newest first: what was hashed under an older one is found by that.
function peppers(): Buffer[] {
  return keys().token.map(({ key }) => createHmac('sha256', key).update('password').digest());
}

let decoy: Promise<string> | undefined;
function nobodys(): Promise<string> {
  return (decoy ??= hashPassword('nobody has this password'));
}
