import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import {
  changePictures,
  discardDraft,
  draftPictures,
  loadDraft,
  type OpenDraft,
  saveStage,
} from '../../src/server/life/intake/draft.ts';
import { closePictures, openPictures } from '../../src/server/pictures/pictures-room.ts';
import { app } from '../../src/server/store/db.ts';
import { plain, upload } from '../support/picture-kit.ts';
import { setStage, type Stage } from '../support/story.ts';
import { throwawayFolder } from '../support/test-server.ts';

let stage: Stage;
let now: Date;
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

beforeAll(async () => {
  stage = await setStage();
  now = stage.start;
  const folder = throwawayFolder();
  adoptConfig({ ...readConfig({ DATA_DIR: folder }), rateLimit: 'off' });
  openPictures(folder);
});
afterAll(async () => {
  closePictures();
  await stage?.close();
});

const text = {
  title: '路灯坏了三个月',
  body: '村口的路灯不亮。',
  place: '石桥村',
  placePublic: false,
  remark: '请下午来电',
  visibility: 'public' as const,
};
const begun = async (): Promise<OpenDraft> =>
  (await saveStage(undefined, 'words', text, { seen: 0, now })).open;
const row = (id: string) => app().selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();

describe('pictures', () => {
  const withPicture = async () => {
    const { key } = await begun();
    const { id } = await upload(await plain().jpeg().toBuffer(), key.id, now);
    const open = (await changePictures(key, () => [{ id, public: true }], now)) as OpenDraft;
    return { key, id, open };
  };
  const picture = (id: string) =>
    app().selectFrom('pictures').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  test('They live as long as their draft', async () => {
    const { key, id } = await withPicture();
    await saveStage(key, 'person', { name: '陈桂英' }, { seen: 0, now: later(6) });
    expect((await picture(id)).expires_at).toEqual(later(13));
    const open = (await loadDraft(key, later(12))) as OpenDraft;
    expect(await draftPictures(open, later(12))).toMatchObject([{ id, public: true }]);
  });

  test('They go with a draft that is thrown away, and only by its secret', async () => {
    const { key, id } = await withPicture();
    await discardDraft({ ...key, secret: randomBytes(32).toString('base64url') }, now);
    expect((await picture(id)).state).toBe('kept');
    await discardDraft(key, now);
    expect((await picture(id)).state).toBe('removed');
    expect(await row(key.id)).toBeUndefined();
  });

  test('A draft cannot claim the picture of another', async () => {
    const { id } = await withPicture();
    const { key } = await begun();
    const open = (await changePictures(key, () => [{ id, public: true }], now)) as OpenDraft;
    expect(await draftPictures(open, now)).toEqual([]);
  });
});
