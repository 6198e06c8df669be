import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { Refusal } from '../../../domain/refusal.ts';
import { staffById } from '../../store/entry/keyring.ts';
import {
  insertPasskey,
  keepChallenge,
  passkeyById,
  passkeysOf,
  passkeyUsed,
  removePasskey,
  useChallenge,
} from '../../store/entry/passkeys.ts';

/** Where the page is that asks: a key answers its own site alone. */
export interface Site {
  origin: string;
  hostname: string;
}

/** Can passkeys be used there at all? A site without a name has none. */
export function takesPasskeys({ hostname }: Pick<Site, 'hostname'>): boolean {
  return !/^[\d.]+$|:|\[/.test(hostname);
}

/** Asks the browser of a member of staff for a new key, which opens to its owner alone (PIN, finger or face). */
export async function askNewPasskey(
  staff: { staffId: number; name: string },
  { hostname }: Site,
  now: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { login } = (await staffById(staff.staffId)) ?? {};
  const options = await generateRegistrationOptions({
    rpName: '回音 Huiyin',
    rpID: hostname,
    userID: new TextEncoder().encode(`staff:${staff.staffId}`),
    userName: login ?? staff.name,
    userDisplayName: staff.name,
    excludeCredentials: (await passkeysOf(staff.staffId)).map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(options.challenge, staff.staffId, now);
  return options;
}

/** Keeps the key that was made. */
export async function addPasskey(
  of: { staffId: number; label: string | null },
  { response, site }: { response: RegistrationResponseJSON; site: Site },
  now: Date,
): Promise<void> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => useChallenge(challenge, of.staffId, now),
    expectedOrigin: site.origin,
    expectedRPID: site.hostname,
  }).catch(refuseKey);
  if (!verified) throw refused();
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  const key = { id, staffId: of.staffId, publicKey: Buffer.from(publicKey), counter, transports };
  if (!(await insertPasskey(key, of.label, now))) throw refused();
}

/** Asks whatever key the browser offers: it says itself whose it is. */
export async function askPasskey(
  { hostname }: Site,
  now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({ rpID: hostname, userVerification: 'required' });
  await keepChallenge(options.challenge, null, now);
  return options;
}

/** Whose key answered; refuses one that is unknown, removed, copied (its counter stood still), or not opened by its owner. */
export async function byPasskey(
  { response, site }: { response: AuthenticationResponseJSON; site: Site },
  now: Date,
): Promise<number> {
  const key = await passkeyById(String(response.id));
  if (!key) throw refused();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => useChallenge(challenge, null, now),
    expectedOrigin: site.origin,
    expectedRPID: site.hostname,
    credential: {
      id: key.id,
      publicKey: new Uint8Array(key.publicKey),
      counter: key.counter,
      transports: key.transports as never,
    },
  }).catch(refuseKey);
  if (!verified) throw refused();
  await passkeyUsed(key.id, authenticationInfo.newCounter, now);
  return key.staffId;
}

/** Takes a key of one's own away. */
export async function takePasskeyAway(staffId: number, id: string, now: Date): Promise<void> {
  if (!(await removePasskey(staffId, id, now))) throw new Refusal('not-found');
}

// The library says what did not fit; to the reader all of it means: not this key.
function refuseKey(): never {
  throw refused();
}

function refused(): Refusal {
  return new Refusal('wrong-passkey');
}
