import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { discard } from '../../src/server/pictures/discard.ts';
import { picturesRoom } from '../../src/server/pictures/pictures-room.ts';
import { sweepPictures } from '../../src/server/pictures/sweep.ts';
import { attach, hung, later, now, pictureHouse, see, type PictureHouse } from '../support/picture-house.ts';
import { plain, upload } from '../support/picture-kit.ts';

let house: PictureHouse;
beforeAll(async () => void (house = await pictureHouse()));
afterAll(() => house?.close());

describe('hanging on a message', () => {
  test('pictures keep the order and switches of the writer, and hang on one message only', async () => {
    const [a, b] = [await house.message('private'), await house.message('private')];
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await upload(await plain().png().toBuffer(), 'd', now)).id);
    const [x, y, z] = ids as [string, string, string];
    expect(
      (
        await attach(a, [
          { id: z, public: true },
          { id: x, public: false },
        ])
      ).sort(),
    ).toEqual([x, z].sort());
    expect([await house.row(z), await house.row(x)]).toMatchObject([
      {
        position: 1,
        author_public: true,
        reviewed_public: null,
        expires_at: null,
        draft_id: null,
        attached_at: now,
      },
      { position: 2, author_public: false },
    ]);
    expect(
      await attach(b, [
        { id: x, public: true },
        { id: y, public: true },
      ]),
    ).toEqual([y]);
    expect(await attach(b, [{ id: 'a'.repeat(26), public: true }])).toEqual([]);
  });

  test('of two messages that take the same picture at the same moment one gets it', async () => {
    const messages: number[] = [];
    for (let i = 0; i < 4; i++) messages.push(await house.message('private'));
    const { id } = await upload(await plain().png().toBuffer(), null, now);
    const won = await Promise.all(messages.map((each) => attach(each, [{ id, public: true }])));
    expect(won.flat()).toEqual([id]);
  });

  test('an expired or discarded picture cannot be attached', async () => {
    const messageId = await house.message('private');
    const { id } = await upload(await plain().png().toBuffer(), 'd', now);
    expect(await attach(messageId, [{ id, public: true }], later(7))).toEqual([]);
    expect([await discard(id, 'another'), await discard(id, 'd'), await discard(id, 'd')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(await attach(messageId, [{ id, public: true }])).toEqual([]);
    expect((await see(id, { draftId: 'd' })).status).toBe(404);
  });
});

describe('after seven days', () => {
  test('an unattached picture is gone from sight and from the disk, an attached one stays', async () => {
    const loose = await upload(await plain().png().toBuffer(), 'd', now);
    const { id, author } = await hung(house, 'private', { author: true, reviewer: true });
    await sweepPictures(later(6.99));
    expect((await see(loose.id, { draftId: 'd', at: later(6.99) })).status).toBe(200);
    expect((await see(loose.id, { draftId: 'd', at: later(7) })).status).toBe(404);
    expect(house.lies(loose.id)).toEqual([true, true]);
    expect(await sweepPictures(later(7))).toBeGreaterThan(0);
    expect([house.lies(loose.id), house.lies(id)]).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(await house.row(loose.id)).toMatchObject({ state: 'removed', erased_at: later(7) });
    expect((await see(id, { actor: author, at: later(400) })).status).toBe(200);
    expect(await sweepPictures(later(7))).toBe(0);
  });

  test('a file that cannot be removed is reported, holds back no other and goes with the next sweep', async () => {
    const two = [
      await upload(await plain().png().toBuffer(), null, now),
      await upload(await plain().png().toBuffer(), null, now),
    ];
    const [stuck] = two.map((each) => each.id).sort();
    const { files } = picturesRoom();
    const remove = files.remove.bind(files);
    vi.spyOn(files, 'remove').mockImplementation((k) =>
      k.startsWith(stuck ?? '') ? Promise.reject(new Error('EIO')) : remove(k),
    );
    await expect(sweepPictures(later(8))).rejects.toThrow('1 pictures could not be erased');
    vi.mocked(files.remove).mockRestore();
    expect(await sweepPictures(later(8))).toBe(1);
  });
});

describe('the roles of the database', () => {
  const as = async (url: string, statement: string) => {
    const client = new pg.Client(url);
    await client.connect();
    try {
      return await client.query(statement).then(
        () => 'done',
        (e: Error) => e.message,
      );
    } finally {
      await client.end();
    }
  };

  test('only retention deletes, nobody changes what a picture is, backup reads', async () => {
    const { appUrl, retentionUrl, backupUrl, privateUrl } = house.database;
    for (const url of [appUrl, backupUrl, privateUrl])
      expect(await as(url, 'delete from pictures')).toContain('permission denied');
    expect(await as(appUrl, 'update pictures set sha256 = sha256')).toContain('permission denied');
    expect(await as(retentionUrl, `update pictures set reviewed_public = true`)).toContain(
      'permission denied',
    );
    for (const url of [appUrl, backupUrl, retentionUrl])
      expect(await as(url, 'select 1 from pictures')).toBe('done');
    expect(
      await as(retentionUrl, `delete from pictures where state = 'removed' and erased_at is not null`),
    ).toBe('done');
  });
});
