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
import {
  insertPasskey,
  keepChallenge,
  passkeyById,
  type PasskeyDoor,
  passkeysOf,
  passkeyUsed,
  removePasskey,
  useChallenge,
} from '../../store/entry/passkeys.ts';
import type { Owner } from '../../store/entry/sessions.ts';

/** Where the page is that asks: a key answers its own site alone. */
export interface Site {
  origin: string;
  hostname: string;
}

/** Can passkeys be used there at all? A site without a name has none. */
export function takesPasskeys({ hostname }: Pick<Site, 'hostname'>): boolean {
  return !/^[\d.]+$|:|\[/.test(hostname);
}

/** Asks somebody's browser for a new key, which opens to its owner alone (PIN, finger or face); `as`: what its list of keys calls the account. */
export async function askNewPasskey(
  { owner, as }: { owner: Owner; as: { account: string; name: string } },
  { hostname }: Site,
  now: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const userId = 'staffId' in owner ? `staff:${owner.staffId}` : `citizen:${owner.citizenId}`;
  const options = await generateRegistrationOptions({
    rpName: '回音 Huiyin',
    rpID: hostname,
    userID: new TextEncoder().encode(userId),
    userName: as.account,
    userDisplayName: as.name,
    excludeCredentials: (await passkeysOf(owner)).map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(options.challenge, owner, now);
  return options;
}

/** Keeps the key that was made. */
export async function addPasskey(
  { owner, label }: { owner: Owner; label: string | null },
  { response, site }: { response: RegistrationResponseJSON; site: Site },
  now: Date,
): Promise<void> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => useChallenge(challenge, owner, now),
    expectedOrigin: site.origin,
    expectedRPID: site.hostname,
  }).catch(refuseKey);
  if (!verified) throw refused();
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  const key = { id, publicKey: Buffer.from(publicKey), counter, transports, label };
  if (!(await insertPasskey(owner, key, now))) throw refused();
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

/** Whose key answered at this door; refuses one that is unknown, removed, copied (its counter stood still), or not opened by its owner. */
export async function byPasskey(
  door: PasskeyDoor,
  { response, site }: { response: AuthenticationResponseJSON; site: Site },
  now: Date,
): Promise<number> {
  const key = await passkeyById(door, String(response.id));
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
  await passkeyUsed(door, { id: key.id, counter: authenticationInfo.newCounter }, now);
  return key.ownerId;
}

/** Takes a key of one's own away. */
export async function takePasskeyAway(owner: Owner, id: string, now: Date): Promise<void> {
  if (!(await removePasskey(owner, id, now))) throw new Refusal('not-found');
}

// The library says what did not fit; to the reader all of it means: not this key.
function refuseKey(): never {
  throw refused();
}

function refused(): Refusal {
  return new Refusal('wrong-passkey');
}
