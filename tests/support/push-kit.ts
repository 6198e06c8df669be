import pg from 'pg';
import { pushKey, turnOnPush } from '../../src/server/access/citizens/own-push.ts';
import { beginSession } from '../../src/server/access/session.ts';
import { keepDevice } from '../../src/server/store/pushing/devices.ts';
import type { PushHouse, Subscriber } from './push-house.ts';
import type { Stage } from './story.ts';

/** A citizen's browser in which push is on. */
export interface Device extends Subscriber {
  /** The secret of its session. */
  secret: string;
}

/** Turns push on in a new browser of a citizen, as the page does. */
export async function deviceOf(
  house: PushHouse,
  citizenId: number,
  now: Date,
  changes: { lang?: 'zh' | 'en'; browser?: string } = {},
): Promise<Device> {
  const { secret } = await beginSession({ citizenId }, now);
  const subscriber = house.subscribe(pushKey() ?? '');
  await tell(subscriber, { citizenId, secret, ...changes }, now);
  return Object.assign(subscriber, { secret });
}

/** What a browser says of itself, again or for the first time. */
export function tell(
  { subscription }: Pick<Subscriber, 'subscription'>,
  of: { citizenId: number; secret: string; before?: string; lang?: 'zh' | 'en'; browser?: string },
  now: Date,
): Promise<void> {
  const { before = null, lang = 'zh', browser = 'Edge · Windows' } = of;
  const pageKey = pushKey() ?? '';
  return turnOnPush({ ...of, subscription, before, lang, browser, pageKey }, now);
}

/** Keeps a device that nothing reaches, where no push service is at hand. */
export function deafDevice(citizenId: number, now: Date): Promise<boolean> {
  const subscription = { endpoint: 'https://push.invalid/x', p256dh: '', auth: '' };
  const device = { subscription, secret: '', before: null, senderKey: 'v', browser: null };
  return keepDevice({ citizenId, ...device, lang: 'zh' }, now);
}

/** Rows as the backup role sees them. */
export async function asBackup<Row extends object>(stage: Stage, statement: string): Promise<Row[]> {
  const client = new pg.Client(stage.urls.backupUrl);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
