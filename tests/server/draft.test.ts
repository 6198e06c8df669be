import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyDraft } from '../../src/domain/draft.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import {
  changePictures,
  loadDraft,
  markSent,
  noteFaults,
  type OpenDraft,
  saveStage,
} from '../../src/server/life/intake/draft.ts';
import { draftCookieValue, draftKeyOf, heldDraftId } from '../../src/server/life/intake/draft-key.ts';
import { closePictures, openPictures } from '../../src/server/pictures/pictures-room.ts';
import { app, appPool, keys } from '../../src/server/store/db.ts';
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

describe('keeping', () => {
  test('A draft comes back as it was typed, for seven days after it was saved last', async () => {
    const { key, expiresAt } = await begun();
    expect(expiresAt).toEqual(later(7));
    expect((await loadDraft(key, later(6)))?.draft).toMatchObject(text);
    await saveStage(key, 'words', { ...text, title: '改过' }, { seen: 1, now: later(6) });
    expect((await loadDraft(key, later(12)))?.draft.title).toBe('改过');
    expect(await loadDraft(key, later(13))).toBeUndefined();
  });

  test('Without its secret a draft opens to nobody: not with another secret, not with the keys of the house', async () => {
    const { key } = await begun();
    const kept = await row(key.id);
    for (const word of [text.title, text.body, key.secret])
      expect(kept?.ciphertext.includes(word)).toBe(false);
    expect(await loadDraft({ ...key, secret: randomBytes(32).toString('base64url') }, now)).toBeUndefined();
    // Even a stolen hash that matches gives no text: the key is made of the secret itself.
    const thief = await begun();
    await appPool().query(
      'update drafts set secret_hash = (select secret_hash from drafts where id = $1) where id = $2',
      [thief.key.id, key.id],
    );
    expect(await loadDraft({ id: key.id, secret: thief.key.secret }, now)).toBeUndefined();
    expect(await heldDraftId(undefined, now)).toBeNull();
  });

  test('The secret alone opens nothing without the key of the house', async () => {
    const { key } = await begun();
    const own = keys().draft;
    keys().draft = [{ id: 'd2', key: randomBytes(32) }];
    expect(await loadDraft(key, now)).toBeUndefined();
    keys().draft = own;
    expect(await loadDraft(key, now)).toBeDefined();
  });

  test('A cookie is read back as the key that wrote it, and nothing else passes for one', async () => {
    const { key } = await begun();
    expect(draftKeyOf(draftCookieValue(key))).toEqual(key);
    expect(await heldDraftId(draftCookieValue(key), now)).toBe(key.id);
    for (const wrong of ['', 'x', `${key.id}.`, `${draftCookieValue(key)}x`, `../${draftCookieValue(key)}`]) {
      expect(draftKeyOf(wrong), wrong).toBeUndefined();
    }
  });

  test('A text beyond all measure is not kept, and what was kept before stays', async () => {
    const { key } = await begun();
    await saveStage(key, 'words', { ...text, body: '长'.repeat(20_001) }, { seen: 1, now });
    expect((await loadDraft(key, now))?.draft.body).toBe(text.body);
  });
});

describe('the confidential report', () => {
  test.each(['report', ' Report', '监督举报', '举报'])(
    '%s is refused before anything is written',
    async (kind) => {
      const count = async () => (await app().selectFrom('drafts').selectAll().execute()).length;
      const before = await count();
      const saving = saveStage(undefined, 'matter', { leader: 1, kind, topic: null }, { seen: 0, now });
      await expect(saving).rejects.toMatchObject({ code: 'not-open-yet', status: 422 });
      expect(await count()).toBe(before);
    },
  );
});

describe('two pages of one writer', () => {
  test('Saving different stages at once loses nothing', async () => {
    const { key } = await begun();
    await Promise.all([
      saveStage(key, 'matter', { leader: 5, kind: 'help', topic: 188 }, { seen: 1, now }),
      saveStage(key, 'person', { name: '陈桂英' }, { seen: 1, now }),
      ...Array.from({ length: 4 }, (_, n) =>
        changePictures(key, (all) => [...all, { id: `p${n}`, public: false }], now),
      ),
    ]);
    const { draft } = (await loadDraft(key, now)) as OpenDraft;
    expect(draft).toMatchObject({ ...text, leader: 5, kind: 'help', name: '陈桂英', revision: 7 });
    expect(draft.pictures).toHaveLength(4);
  });

  test('An older page does not overwrite newer text; the same text again is no quarrel', async () => {
    const { key } = await begun();
    await saveStage(key, 'words', { ...text, body: '新的正文' }, { seen: 1, now });
    const stale = await saveStage(key, 'words', { ...text, body: '旧页面的正文' }, { seen: 1, now });
    expect(stale.outcome).toBe('newer');
    expect(stale.open.draft.body).toBe('新的正文');
    const same = await saveStage(key, 'words', { ...text, body: '新的正文\r\n' }, { seen: 1, now });
    expect(same.outcome).toBe('saved');
    const decided = await saveStage(
      key,
      'words',
      { ...text, body: '旧页面的正文' },
      { seen: same.open.draft.revision, now },
    );
    expect(decided.open.draft.body).toBe('旧页面的正文');
  });

  test('A sent draft keeps no word, only where its message is; a late page changes nothing', async () => {
    const { key } = await begun();
    const sent = {
      code: '1',
      leader: '市长',
      office: '信访局',
      answerable: '审核台',
      kind: 'help',
      ministry: false,
      danger: false,
      private: false,
      at: 0,
      dueAt: null,
    } as const;
    await markSent(key, sent, now);
    expect((await loadDraft(key, now))?.draft).toEqual({ ...emptyDraft(), sent });
    expect((await saveStage(key, 'words', text, { seen: 9, now })).outcome).toBe('sent');
    expect(await changePictures(key, () => [{ id: 'x', public: true }], now)).toMatchObject({
      draft: { pictures: [] },
    });
  });

  test('A fault noted at the end goes when its stage is saved again, and no other', async () => {
    const { key } = await begun();
    await noteFaults(
      key,
      [
        { field: 'title', code: 'too-long' },
        { field: 'phone', code: 'verification-needed' },
      ],
      now,
    );
    await saveStage(key, 'words', text, { seen: 1, now });
    expect((await loadDraft(key, now))?.draft.faults).toEqual([
      { field: 'phone', code: 'verification-needed' },
    ]);
  });
});
