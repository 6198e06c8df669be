import { isPushAddress, isSubscription } from '../../../domain/pushing.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { currentConfig } from '../../current-config.ts';
import { sha256 } from '../../store/envelope.ts';
import { devicesOf, dropDevice, keepDevice, type NewDevice } from '../../store/pushing/devices.ts';
import { newestSenderKey } from '../../store/pushing/sender-key.ts';

/** A device with push as its owner sees it in a list. */
export interface OwnDevice {
  id: number;
  browser: string | null;
  madeAt: Date;
  usedAt: Date | null;
  /** A fingerprint of where it is reached, by which a browser knows itself in the list. */
  print: string;
}

/** By which key a browser is to know us; null where push is off here. */
export function pushKey(): string | null {
  return currentConfig().push ? (newestSenderKey()?.publicKey ?? null) : null;
}

/** The devices on which a citizen turned push on. */
export async function ownDevices(citizenId: number): Promise<OwnDevice[]> {
  const devices = await devicesOf(`citizen:${citizenId}`, citizenId);
  return devices.map(({ id, browser, madeAt, usedAt, subscription }) => {
    const print = sha256(subscription.endpoint).toString('hex').slice(0, 32);
    return { id, browser, madeAt, usedAt, print };
  });
}

/** What a browser says when push is turned on in it, or when it is reached elsewhere from now on. */
export interface ToldDevice extends Omit<NewDevice, 'senderKey'> {
  /** The key of ours for which the browser made it, as it stood on the page. */
  pageKey: string;
}

/** Turns push on for the browser that asks; an address of anything but a known push service is refused. */
export async function turnOnPush({ pageKey, ...told }: ToldDevice, now: Date): Promise<void> {
  const { push } = currentConfig();
  const key = newestSenderKey();
  if (!push || !key) throw new Refusal('no-push');
  const known = isSubscription(told.subscription) && isPushAddress(told.subscription.endpoint, push.hosts);
  if (!known) throw new Refusal('wrong-subscription');
  // Made on a page from before the key changed, for one that nothing new is sent under.
  if (pageKey !== key.publicKey) throw new Refusal('stale-subscription');
  if (!(await keepDevice({ ...told, senderKey: key.id }, now))) throw new Refusal('not-allowed');
}

/** Ends push on one of one's own devices. */
export async function removeDevice(citizenId: number, id: number): Promise<void> {
  if (!(await dropDevice(citizenId, id))) throw new Refusal('not-found');
}
