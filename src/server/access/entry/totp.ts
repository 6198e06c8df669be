import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';

const period = 30;
/** How many steps of time a code may be off: clocks of phones are. */
const offBy = 1;

/** A second factor that is being set up: its secret as text and as a picture for the phone. */
export interface NewTotp {
  secret: string;
  /** The same for typing, in groups of four. */
  grouped: string;
  /** The code to scan: its width in squares, and the dark ones as the path of a drawing. */
  code: { size: number; path: string };
}

/** A new secret of 160 bits (RFC 4226). */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** How a secret is shown to be taken into an app. */
export function showTotp(secret: string, login: string): NewTotp {
  const { size, data } = encode(totpOf(secret, login).toString(), { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { secret, grouped: secret.replaceAll(/(.{4})(?=.)/g, '$1 '), code: { size, path } };
}

/** The step of time whose code this is; undefined where it is none of now. */
export function totpStep(secret: string, typed: string, now: Date): number | undefined {
  const code = typed.normalize('NFKC').replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = now.getTime();
  const delta = totpOf(secret, '').validate({ token: code, timestamp, window: offBy });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / period) + delta;
}

/** Ten codes for the day on which the phone is gone; each opens once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => Array.from({ length: 7 }, group).join('-'));
}

/** As typed by somebody in a hurry. */
export function tidyRecoveryCode(typed: string): string {
  const letters = typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-');
}

// Without letters and figures that look alike: 4 of 31, seven times, are 138 bits. Those of three groups go on opening until the
// next second factor.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
function group(): string {
  return Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

function totpOf(secret: string, login: string): TOTP {
  return new TOTP({ issuer: '回音 Huiyin', label: login, secret: Secret.fromBase32(secret), period });
}
