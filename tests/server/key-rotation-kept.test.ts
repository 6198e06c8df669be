import { createCipheriv, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertPasskey, passkeysOf } from '../../src/server/store/entry/passkeys.ts';
import { decrypt, encrypt, newKey, unwrap } from '../../src/server/store/envelope.ts';
import { keyOfPicture, madePictureKey } from '../../src/server/store/key-of-picture.ts';
import { givePictureKeys, picturesWithoutKey } from '../../src/server/store/operate/rotate/picture-keys.ts';
import { rewrapAll } from '../../src/server/store/operate/rotate/rewrap.ts';
import { retireKeys } from '../../src/server/store/operate/rotate/rotate-keys.ts';
import { reasonsInTheClear, sealReasons } from '../../src/server/store/operate/rotate/seal-reasons.ts';
import { rowsOf, written } from '../support/after-work.ts';
import { type RotatingStage, rotatingStage } from '../support/rotating.ts';

let stage: RotatingStage;
const at = () => stage.start;
beforeAll(async () => {
  stage = await rotatingStage();
});
afterAll(() => stage?.close());

test('A picture from before gets the key that it was sealed with, and is wrapped anew like all others', async () => {
  const id = 'a'.repeat(26);
  await rowsOf(
    `insert into pictures (id, format, width, height, bytes, sha256, state, created_at, expires_at)
     values ($1, 'jpeg', 1, 1, 1, $2, 'kept', now(), now())`,
    [id, randomBytes(32)],
  );
  const row = async () =>
    (
      await rowsOf<{ id: string; key_id: string | null; wrapped_key: Buffer | null }>(
        'select id, key_id, wrapped_key from pictures where id = $1',
        [id],
      )
    )[0] as { id: string; key_id: string | null; wrapped_key: Buffer | null };
  const sealedWith = madePictureKey(stage.read().picture[0]?.key as Buffer, id);
  expect(keyOfPicture(await row())).toEqual(sealedWith);
  const [pictureKey] = stage.read().picture;
  expect((await stage.older(at())).find(({ kind }) => kind === 'picture')?.needs).toHaveLength(1);
  expect(await stage.clients((both) => givePictureKeys(both, stage.read()))).toBe(1);
  expect(await stage.clients((both) => givePictureKeys(both, stage.read()))).toBe(0);
  expect(await stage.clients(picturesWithoutKey)).toBe(0);
  expect((await stage.older(at())).find(({ kind }) => kind === 'picture')?.needs).toEqual([]);
  retireKeys(stage.file, [String(pictureKey?.id)], 'picture');
  expect(stage.read().picture).toEqual([]);
  const under = (await row()).key_id;
  stage.rotated();
  await rewrapAll(
    { backup: stage.urls.backupUrl, retention: stage.urls.retentionUrl },
    stage.read(),
    () => {},
  );
  expect((await row()).key_id).not.toBe(under);
  expect(keyOfPicture(await row())).toEqual(sealedWith);
});

test('Reasons of looks that lay in the clear are sealed under the key of their message, and of erased ones are gone', async () => {
  const [made, erased] = [await written(stage), await written(stage)];
  const { staffId } = await stage.staff('看过的人', 'officer');
  const look = `insert into private.reveals (message_id, staff_id, what, reason, at, way) values ($1, $2, 'phone', $3, now(), 'reason') returning id`;
  // The owner puts rows in as an older program did.
  for (const each of [made, erased]) await stage.asOwner(look, [each.id, staffId, '回访核实：金丝雀']);
  await stage.asOwner('update messages set key_id = null, wrapped_key = null where id = $1', [erased.id]);
  expect(await stage.clients(reasonsInTheClear)).toBe(2);
  expect(await stage.clients((both) => sealReasons(both, stage.read()))).toBe(2);
  expect(await stage.clients((both) => sealReasons(both, stage.read()))).toBe(0);
  expect(await stage.clients(reasonsInTheClear)).toBe(0);
  const { rows } = await stage.clients(({ reader }) =>
    reader.query<{ sealed: Buffer; keyId: string; wrapped: Buffer }>(
      `select r.sealed_reason as sealed, m.key_id as "keyId", m.wrapped_key as wrapped from private.reveals r
       join messages m on m.id = r.message_id where m.id = $1`,
      [made.id],
    ),
  );
  const [kept] = rows;
  expect(
    decrypt(unwrap(kept as { keyId: string; wrapped: Buffer }), 'reveal', kept?.sealed as Buffer).toString(),
  ).toBe('回访核实：金丝雀');
});

test('A citizen’s name for a passkey is read after its key was wrapped anew, without any sign-in', async () => {
  const { citizenId } = await stage.citizen('13933330001');
  const key = {
    id: 'a key of hers',
    publicKey: Buffer.of(1),
    counter: 0,
    transports: [],
    label: '罗小满的手机',
  };
  await insertPasskey({ citizenId }, key, at());
  await insertPasskey({ citizenId }, { ...key, id: 'one without a name', label: null }, at());
  const under = async () =>
    (
      await rowsOf<{ key_id: string | null }>(
        'select key_id from citizen_passkeys where citizen_id = $1 order by id',
        [citizenId],
      )
    ).map((row) => row.key_id);
  const before = await under();
  stage.rotated();
  const { backupUrl: backup, retentionUrl: retention } = stage.urls;
  await rewrapAll({ backup, retention }, stage.read(), () => {});
  const after = await under();
  expect([after[0] === before[0], before[1], after[1]]).toEqual([false, null, null]);
  retireKeys(stage.file, [String(before[0])]);
  stage.ring.renewed();
  expect((await passkeysOf({ citizenId })).map(({ label }) => label)).toEqual(['罗小满的手机', null]);
});

test('What was encrypted before envelopes said how is opened, and a byte that was changed is noticed in both', () => {
  const { key } = newKey();
  const nonce = Buffer.concat([Buffer.of(1), randomBytes(11)]);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('place'));
  const body = Buffer.concat([cipher.update('旧信'), cipher.final()]);
  const before = Buffer.concat([nonce, cipher.getAuthTag(), body]);
  expect(decrypt(key, 'place', before).toString()).toBe('旧信');
  const today = encrypt(key, 'place', Buffer.from('新信'));
  expect([today[0], decrypt(key, 'place', today).toString()]).toEqual([1, '新信']);
  for (const sealed of [before, today])
    for (let i = 0; i < sealed.length; i += 1) {
      const other = Buffer.from(sealed);
      other[i] = (other[i] ?? 0) ^ 1;
      expect(() => decrypt(key, 'place', other)).toThrow();
    }
});
