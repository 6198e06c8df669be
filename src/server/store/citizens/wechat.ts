import { dormantBefore } from '../../../domain/account.ts';
import { named } from '../compose.ts';
import { tellOfAdded } from '../entry/tell-of-added.ts';
import { blindIndexes, decrypt, encrypt, newKey, unwrap } from '../envelope.ts';
import { readNamed } from '../wall.ts';
import { alone } from '../tx.ts';

/** Somebody as WeChat knows them in one app: an official account or a mini program. */
export interface WechatUser {
  app: string;
  openid: string;
}

/** One of a citizen's, as they see it themselves. */
export interface OwnWechat {
  id: number;
  app: string;
  openid: string;
  madeAt: Date;
  usedAt: Date | null;
}

const bind =
  named(`with fresh as materialized (select private.bind_wechat($2, $1, $3, $4, $5, $6, $7) as yes),
  kept as (select encode(($3::bytea[])[1], 'hex') || '@' || $7::timestamptz as id, $7::timestamptz as made_at from fresh where yes)${tellOfAdded('wechat', 'kept')}
  select yes from fresh`);
const enter = named('select citizen, kept from private.enter_by_wechat($1, $2, $3, $4)');
const unbind = named('select private.unbind_wechat($1, $2) as n');
const list =
  named(`select id, app, openid, key_id, wrapped_key, made_at as "madeAt", used_at as "usedAt" from private.wechat_bindings
  where citizen_id = $1 order by id`);

// The newest first: what is kept under an older key is found by that, and brought under the newest when it is used.
const indexesOf = ({ app, openid }: WechatUser) => blindIndexes('wechat', `${app}\n${openid}`);

/** Binds it to a citizen who has just confirmed the phone, and tells them, where it is new, in a notice and at the phone. */
export async function keepWechat(citizenId: number, user: WechatUser, now: Date): Promise<void> {
  const { key, keyId, wrapped } = newKey();
  const openid = encrypt(key, `wechat:${user.app}`, Buffer.from(user.openid));
  await alone.rows(bind, [user.app, citizenId, indexesOf(user), keyId, wrapped, openid, now]);
}

/** Whose account it opens, where one is bound whose phone counts; `kept`: it was to be closed, and its owner came back. */
export async function citizenByWechat(
  user: WechatUser,
  now: Date,
): Promise<{ citizenId: number; kept: boolean } | undefined> {
  const [row] = await alone.rows<{ citizen: number | null; kept: boolean }>(enter, [
    ...[user.app, indexesOf(user), dormantBefore(now), now],
  ]);
  return row?.citizen == null ? undefined : { citizenId: row.citizen, kept: row.kept };
}

/** What a citizen has bound. */
export async function wechatsOf(reader: string, citizenId: number): Promise<OwnWechat[]> {
  const rows = await readNamed<
    Omit<OwnWechat, 'openid'> & { openid: Buffer; key_id: string; wrapped_key: Buffer }
  >(reader, { citizens: [citizenId] }, { statement: list, values: [citizenId] });
  return rows.map(({ openid, key_id: keyId, wrapped_key: wrapped, ...own }) => {
    const key = unwrap({ keyId, wrapped });
    return { ...own, openid: decrypt(key, `wechat:${own.app}`, openid).toString() };
  });
}

/** From now on it opens nothing; false where there is none. */
export async function dropWechat(citizenId: number, id: number): Promise<boolean> {
  return ((await alone.rows<{ n: number }>(unbind, [citizenId, id]))[0]?.n ?? 0) > 0;
}
