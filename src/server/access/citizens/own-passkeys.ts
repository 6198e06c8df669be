import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { maskPhone } from '../../../domain/phone.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { comeBackTo } from '../../store/citizens/accounts.ts';
import { type OwnPasskey, passkeysOf } from '../../store/entry/passkeys.ts';
import { phoneOf } from '../../store/people.ts';
import { addPasskey, askNewPasskey, byPasskey, type Site, takePasskeyAway } from '../entry/passkeys.ts';

/** How many passkeys one account may have, and how long the name of one may be. */
export const passkeyLimits = { most: 10, name: 30 } as const;

/** The passkeys of an account, the oldest first. */
export function ownPasskeys(citizenId: number): Promise<OwnPasskey[]> {
  return passkeysOf({ citizenId });
}

/** Asks a citizen's browser for a new key; whoever calls has just seen them prove to be there. */
export async function askOwnPasskey(
  citizenId: number,
  site: Site,
  now: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  if ((await ownPasskeys(citizenId)).length >= passkeyLimits.most) throw new Refusal('too-many-passkeys');
  const phone = await phoneOf(`citizen:${citizenId}`, citizenId);
  const name = phone === undefined ? '回音 Huiyin' : maskPhone(phone);
  return askNewPasskey({ owner: { citizenId }, as: { account: name, name } }, site, now);
}

/** Keeps the key that was made, under the name that its owner gave it or the browser’s; the phone of the account is told. */
export async function addOwnPasskey(
  { citizenId, name, browser }: { citizenId: number; name: string; browser: string | null },
  given: { response: RegistrationResponseJSON; site: Site },
  now: Date,
): Promise<void> {
  const label = tidy(name);
  const fault = faultOf('name', label, passkeyLimits.name, { required: false });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  await addPasskey({ owner: { citizenId }, label: label === '' ? browser : label }, given, now);
}

/** Takes a key of one's own away; whoever calls has just seen them prove to be there. */
export function removeOwnPasskey(citizenId: number, id: string, now: Date): Promise<void> {
  return takePasskeyAway({ citizenId }, id, now);
}

/** Whose account this key opens, also one that gave up its number; one that was to be closed is kept, since its owner came back. */
export async function enterByPasskey(
  given: { response: AuthenticationResponseJSON; site: Site },
  now: Date,
): Promise<{ citizenId: number; kept: boolean }> {
  const citizenId = await byPasskey('citizens', given, now);
  return { citizenId, kept: await comeBackTo(citizenId) };
}

/** Proves by a passkey that the owner of this account is there now. */
export async function proveByPasskey(
  citizenId: number,
  given: { response: AuthenticationResponseJSON; site: Site },
  now: Date,
): Promise<void> {
  if ((await byPasskey('citizens', given, now)) !== citizenId) throw new Refusal('wrong-passkey');
}
