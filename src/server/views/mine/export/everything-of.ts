import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import type { Db } from '../../../store/db.ts';
import { type OwnWechat, wechatsOf } from '../../../store/citizens/wechat.ts';
import { type OwnPasskey, passkeysOf } from '../../../store/entry/passkeys.ts';
import { phoneOf, readSenderAddress } from '../../../store/people.ts';
import { devicesOf, type PushDevice } from '../../../store/pushing/devices.ts';
import { supportsOf } from '../../../store/supports/keep-support.ts';
import { ownMessage } from '../message.ts';
import { ownBans } from '../ban.ts';
import { followsOf, type ShownFollow } from '../follows.ts';
import { noticesOf } from '../notices.ts';

/** Everything about a person that is theirs, for a file that they keep. */
export interface Everything {
  account: { number: number; since: Date; phone: string | null };
  /** As the author's page shows them: words, pictures, answers, steps. */
  messages: NonNullable<Awaited<ReturnType<typeof ownMessage>>>[];
  notices: Awaited<ReturnType<typeof noticesOf>>;
  textMessages: { noticeId: number; state: string; at: Date }[];
  passkeys: Omit<OwnPasskey, 'id'>[];
  wechats: OwnWechat[];
  /** Devices with push, and where each is reached. */
  pushDevices: (Pick<PushDevice, 'browser' | 'lang' | 'madeAt' | 'usedAt'> & { endpoint: string })[];
  sessions: { madeAt: Date; expiresAt: Date; endedAt: Date | null; browser: string | null }[];
  erasureRequests: { askedAt: Date; publicTexts: string; takenBackAt: Date | null }[];
  enterprises: { name: string; creditCode: string; state: string; askedAt: Date; endedAt: Date | null }[];
  /** Changes of phone that this account asked for, or that were asked of it. */
  phoneChanges: { askedAt: Date; effectiveAt: Date; endedAt: Date | null; outcome: string | null }[];
  /** Bans, with what was said on both sides. */
  bans: Awaited<ReturnType<typeof ownBans>>;
  /** From which address each message was sent, as long as it is kept. */
  addresses: { code: string; address: string }[];
  /** Messages of others which this account supports. */
  supports: { code: string; at: Date }[];
  follows: ShownFollow[];
}

const most = 100_000;

/** Reads everything about a person by the same views that show it to them, so that nobody else's data can be in it. */
export async function everythingOf(db: Db, citizenId: number): Promise<Everything | undefined> {
  const actor: Actor = { kind: 'citizen', citizenId };
  const phone = await phoneOf(`citizen:${citizenId}`, citizenId);
  const since = await db
    .selectFrom('citizens')
    .select('created_at')
    .where('closed_at', 'is', null)
    .where('id', '=', citizenId)
    .executeTakeFirst();
  if (!since) return undefined;
  const codes = await db
    .selectFrom('messages')
    .select(['id', 'code'])
    .where('author_id', '=', citizenId)
    .orderBy('id')
    .execute();
  const messages: Everything['messages'] = [];
  for (const { code } of codes) {
    const message = await ownMessage(db, code, actor);
    if (message) messages.push(message);
  }
  return {
    account: { number: citizenId, since: since.created_at, phone: phone ?? null },
    messages,
    addresses: await addressesOf(citizenId, codes),
    notices: await noticesOf(db, citizenId, most),
    passkeys: (await passkeysOf({ citizenId })).map(({ label, madeAt, usedAt }) => ({
      label,
      madeAt,
      usedAt,
    })),
    wechats: await wechatsOf(`citizen:${citizenId}`, citizenId),
    pushDevices: (await devicesOf(`citizen:${citizenId}`, citizenId)).map((device) => ({
      ...{ endpoint: device.subscription.endpoint, browser: device.browser, lang: device.lang },
      ...{ madeAt: device.madeAt, usedAt: device.usedAt },
    })),
    bans: await ownBans(citizenId),
    supports: (await supportsOf(`citizen:${citizenId}`, citizenId)).map(({ code, at }) => ({ code, at })),
    follows: await followsOf(db, citizenId),
    ...(await recordsOf(db, citizenId)),
  };
}

type Records = Pick<
  Everything,
  'textMessages' | 'sessions' | 'erasureRequests' | 'enterprises' | 'phoneChanges'
>;

async function recordsOf(db: Db, citizenId: number): Promise<Records> {
  const [sent, sessions, asked, enterprises, changes] = await Promise.all([
    sql<Everything['textMessages'][number]>`
      select v.notice_id as "noticeId", v.state, v.at from deliveries v join notices n on n.id = v.notice_id where v.channel = 'sms' and n.citizen_id = ${citizenId} order by v.id`.execute(
      db,
    ),
    sql<Everything['sessions'][number]>`
      select made_at as "madeAt", expires_at as "expiresAt", ended_at as "endedAt", browser from sessions where citizen_id = ${citizenId} order by made_at`.execute(
      db,
    ),
    sql<Everything['erasureRequests'][number]>`
      select asked_at as "askedAt", public_texts as "publicTexts", taken_back_at as "takenBackAt" from erasure_requests where citizen_id = ${citizenId} order by id`.execute(
      db,
    ),
    sql<Everything['enterprises'][number]>`
      select name, credit_code as "creditCode", state, asked_at as "askedAt", ended_at as "endedAt" from enterprises where citizen_id = ${citizenId} order by id`.execute(
      db,
    ),
    sql<Everything['phoneChanges'][number]>`
      select asked_at as "askedAt", effective_at as "effectiveAt", ended_at as "endedAt", outcome from phone_changes
      where citizen_id = ${citizenId} or asker_id = ${citizenId} order by asked_at`.execute(db),
  ]);
  return {
    textMessages: sent.rows,
    sessions: sessions.rows,
    erasureRequests: asked.rows,
    enterprises: enterprises.rows,
    phoneChanges: changes.rows,
  };
}

async function addressesOf(
  citizenId: number,
  messages: { id: number; code: string }[],
): Promise<Everything['addresses']> {
  const found: Everything['addresses'] = [];
  for (const { id, code } of messages) {
    const address = await readSenderAddress(`citizen:${citizenId}`, id, 'address');
    if (address) found.push({ code, address });
  }
  return found;
}
