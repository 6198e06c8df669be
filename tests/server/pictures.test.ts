import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { visitor, type Actor } from '../../src/domain/actor.ts';
import { picturesRoom } from '../../src/server/pictures/pictures-room.ts';
import { hung, now, pictureHouse, see, type PictureHouse } from '../support/picture-house.ts';
import { decoders, noise, plain, upload } from '../support/picture-kit.ts';

let house: PictureHouse;
beforeAll(async () => void (house = await pictureHouse()));
afterAll(() => house?.close());

/** All that a stranger can tell of an answer. */
const told = async (answer: Response) =>
  JSON.stringify([answer.status, [...answer.headers], await answer.text()]);

describe('taking in and showing', () => {
  test('a public picture is shown to everybody, safely, and is remembered for a minute', async () => {
    const { id } = await hung(house, 'public', { author: true, reviewer: true });
    const answer = await see(id);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': 'inline; filename="picture.jpg"',
      'cache-control': 'public, max-age=60, s-maxage=1, must-revalidate',
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 60, height: 40 });
    const again = await see(id, { ifNoneMatch: `W/"x", ${answer.headers.get('etag')}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const thumb = await see(id, { size: 'thumb' });
    expect([
      thumb.headers.get('content-type'),
      thumb.headers.get('etag') === answer.headers.get('etag'),
    ]).toEqual(['image/webp', false]);
  });

  test('the files hold nothing readable, the row the digest of what lies there, and a changed bit is noticed', async () => {
    const { id } = await upload(await noise(200, 100).jpeg().toBuffer(), 'draft', now);
    const file = path.join(house.folder, 'pictures', id.slice(0, 2), `${id}.full`);
    const sealed = fs.readFileSync(file);
    expect([sealed.includes('JFIF'), sealed.includes('WEBP')]).toEqual([false, false]);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    const kept = await house.row(id);
    expect(kept).toMatchObject({
      width: 200,
      height: 100,
      format: 'jpeg',
      state: 'kept',
      message_id: null,
      draft_id: 'draft',
    });
    expect(kept.sha256.equals(createHash('sha256').update(sealed).digest())).toBe(true);
    const bytes = Buffer.from(sealed);
    bytes[500] = (bytes[500] ?? 0) ^ 1;
    fs.writeFileSync(file, bytes);
    await expect(see(id, { draftId: 'draft' })).rejects.toThrow();
    fs.copyFileSync(file.replace('.full', '.thumb'), file);
    await expect(see(id, { draftId: 'draft' })).rejects.toThrow();
  });

  test('never more than two pictures are decoded at once; who finds 32 waiting is told busy', async () => {
    const jpeg = await noise(500, 400).jpeg().toBuffer();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, decoders().length)), 5);
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => upload(jpeg, null, now)));
    clearInterval(watch);
    expect([most, picturesRoom().decoding.mostAtOnce]).toEqual([2, 2]);
    const refused = all.filter((each) => each.status === 'rejected').map((each) => each.reason);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map((each) => each.code))).toEqual(new Set(['busy']));
    expect(all.length - refused.length).toBeGreaterThanOrEqual(34);
    expect([picturesRoom().decoding.waiting, fs.readdirSync(picturesRoom().spoolFolder)]).toEqual([0, []]);
  });
});

describe('strangers', () => {
  const officer: Actor = {
    kind: 'staff',
    staffId: 9,
    name: 'Zhao',
    duties: [{ role: 'officer', officeId: 999_999, postId: null }],
  };

  test.each([
    ['the writer keeps it back', 'public', { author: false, reviewer: true }],
    ['the reviewer hid it', 'public', { author: true, reviewer: false }],
    ['no reviewer looked yet', 'public', { author: true, reviewer: null }],
    ['the message waits for review', 'awaiting-review', { author: true, reviewer: true }],
    ['the message is private', 'private', { author: true, reviewer: true }],
    ['the message was taken down', 'taken-down', { author: true, reviewer: true }],
  ] as const)(
    'a stranger cannot tell a picture from none when %s; the author sees it',
    async (_, publication, switches) => {
      const { id, author } = await hung(house, publication, switches);
      const stranger: Actor = { kind: 'citizen', citizenId: await house.citizen() };
      const none = await told(await see('a'.repeat(26)));
      for (const size of ['full', 'thumb']) {
        for (const actor of [visitor, stranger, officer])
          expect(await told(await see(id, { size, actor, draftId: 'guess' }))).toBe(none);
        const answer = await see(id, { size, actor: author });
        expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([
          200,
          'private, no-store',
          null,
        ]);
      }
    },
  );

  test('the reviewer sees it until the verdict, the officer who answers after it', async () => {
    const { id, messageId } = await hung(house, 'awaiting-review', { author: false, reviewer: null });
    const office = (await house.owner.query('select answerable_id from messages where id = $1', [messageId]))
      .rows[0].answerable_id;
    const reviewer: Actor = {
      kind: 'staff',
      staffId: 1,
      name: 'Qian',
      duties: [{ role: 'reviewer', officeId: null, postId: null }],
    };
    const answering: Actor = {
      kind: 'staff',
      staffId: 2,
      name: 'Sun',
      duties: [{ role: 'officer', officeId: Number(office), postId: null }],
    };
    expect([
      (await see(id, { actor: reviewer })).status,
      (await see(id, { actor: answering })).status,
    ]).toEqual([200, 404]);
    await house.owner.query(
      `update messages set publication = 'private', transferred_at = now() where id = $1`,
      [messageId],
    );
    expect([
      (await see(id, { actor: reviewer })).status,
      (await see(id, { actor: answering })).status,
    ]).toEqual([404, 200]);
  });

  test('no variant of an address leads around the rule or out of the folder', async () => {
    const { id } = await hung(house, 'private', { author: true, reviewer: true });
    const none = await told(await see('a'.repeat(26)));
    const outside = vi.spyOn(picturesRoom().files, 'get');
    const ids = [
      id.toUpperCase(),
      `${id} `,
      ` ${id}`,
      `${id}\0`,
      `${id}.full`,
      `../${id}`,
      `..%2f${id}`,
      `%2e%2e%2f${id}`,
      `${id}/../${id}`,
      `${id.slice(0, 2)}/${id}`,
      `..\\${id}`,
      encodeURIComponent(`../${id}`),
      '',
      '.',
      '..',
      'parts',
      'incoming',
      `${id}%00`,
      "' or 1=1 --",
      `${id}\n`,
    ];
    for (const each of ids) expect(await told(await see(each)), each).toBe(none);
    for (const size of [
      'FULL',
      'full ',
      'original',
      '',
      '..',
      '../full',
      'thumb/../full',
      'full\0',
      '__proto__',
      'constructor',
      '0',
    ]) {
      expect(await told(await see(id, { size })), size).toBe(none);
    }
    expect(outside).not.toHaveBeenCalled();
  });

  test('an unattached picture is seen only with the secret of its draft', async () => {
    const { id } = await upload(await plain().png().toBuffer(), 'draft-of-li', now);
    expect((await see(id, { draftId: 'draft-of-li' })).status).toBe(200);
    for (const draftId of [undefined, 'draft-of-wu', ''])
      expect((await see(id, { draftId })).status).toBe(404);
    const bare = await upload(await plain().png().toBuffer(), null, now);
    expect((await see(bare.id, { draftId: '' })).status).toBe(404);
  });
});
