import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForCode, tryCode } from '../../src/routes/(public)/write/confirm-phone.ts';
import { emptyDraft } from '../../src/domain/draft.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { closePictures, openPictures } from '../../src/server/pictures/pictures-room.ts';
import { words } from '../../src/ui/words/words.ts';
import { setStage, type Stage } from '../support/story.ts';
import { throwawayFolder } from '../support/test-server.ts';

let stage: Stage;
let now: Date;

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

describe('the phone code', () => {
  const w = words('zh');
  const proof = { token: '', answer: '', work: '' };
  const asking = (at: Date) => ({ address: '192.0.2.1', now: at, w, proof });
  const seconds = (n: number) => new Date(now.getTime() + n * 1000);

  test('A new one to the same phone is sent after sixty seconds, by the clock of the house', async () => {
    const draft = { ...emptyDraft(), phone: '13911110001' };
    const first = await askForCode(draft, asking(now));
    if (!('patch' in first)) throw new Error('no code was sent');
    const waiting = { ...draft, ...first.patch };
    expect(await askForCode(waiting, asking(seconds(59)))).toMatchObject({ errors: [{ field: 'code' }] });
    expect(await askForCode(waiting, asking(seconds(60)))).toHaveProperty('patch.verification.id');
  });

  test('After ten minutes a code is stale', async () => {
    const draft = { ...emptyDraft(), phone: '13911110002' };
    const sent = await askForCode(draft, asking(now));
    if (!('patch' in sent) || !sent.patch.verification) throw new Error('no code was sent');
    const waiting = { ...draft, ...sent.patch };
    const code = sent.patch.verification.shown ?? '';
    expect(await tryCode(waiting, code, asking(seconds(601)))).toMatchObject({
      errors: [{ field: 'code', text: expect.stringContaining('已过期') }],
    });
    const fresh = await askForCode(waiting, asking(seconds(602)));
    if (!('patch' in fresh) || !fresh.patch.verification) throw new Error('no code was sent');
    const again = { ...draft, ...fresh.patch };
    const done = await tryCode(again, ` ${fresh.patch.verification.shown} `, asking(seconds(603)));
    expect(done).toMatchObject({ patch: { verification: null, confirmed: { phone: '13911110002' } } });
  });

  test('The code itself is kept nowhere when text messages are really sent', async () => {
    const before = currentConfig();
    adoptConfig({
      ...before,
      sms: { kind: 'http', url: 'http://127.0.0.1:9/', key: 'k', template: null, replies: false },
    });
    const sent = await askForCode({ ...emptyDraft(), phone: '13911110003' }, asking(now));
    adoptConfig(before);
    expect(sent).toMatchObject({ patch: { verification: { shown: null } } });
  });
});
