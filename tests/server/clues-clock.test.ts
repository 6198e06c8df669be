import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { watchClues } from '../../src/server/after/watch-clues.ts';
import { afterWork, rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { composed, groupKey, sealedText } from '../support/clue-kit.ts';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
});
afterAll(() => stage?.close());

describe('The examiners', () => {
  test('are told that one came in, and of a letter: at the desk at once, by telephone at the full hour, with nothing of the clue', async () => {
    const work = afterWork(stage);
    const [gu, tian] = [
      await stage.employed('线索员顾', 'examiner'),
      await stage.employed('线索员田', 'examiner'),
    ];
    const phone = { token: gu.token, body: { phone: '13700001234' } };
    expect((await stage.call('PUT', '/api/v1/desk/phone', phone)).status).toBe(204);
    const { ref, clue, key } = await send();
    await work.settle(stage.now());
    const of = async (who: { id: number }) =>
      rowsOf<{ what: string }>(
        'select what, message_id, office_id from staff_notices where staff_id = $1 order by id',
        [who.id],
      );
    const told = { what: 'clue-received', message_id: null, office_id: null };
    expect([await of(gu), await of(tian)]).toEqual([[told], [told]]);
    // Whoever stepped back hears no more of it.
    const away = { token: tian.token, body: { step: 'declare-conflict' } };
    await stage.call('POST', `/api/v1/desk/clues/${ref}/steps`, away);
    const sealed = await sealedText('还有一件。', [key.recipient]);
    await stage.call('POST', '/api/v1/clue-letters', { body: { find: clue.writer.find, sealed } });
    await work.settle(stage.now());
    expect((await of(gu)).map(({ what }) => what)).toEqual(['clue-received', 'clue-letter']);
    expect(await of(tian)).toHaveLength(1);
    const texts = work.sms.sent.map((each) => `${each.phone} ${each.words}`);
    expect(new Set(texts)).toEqual(new Set(['13700001234 【回音】值守提醒：有新提醒，请登录工作台查看。']));
    expect(JSON.stringify([await rowsOf('select * from staff_notices'), work.sms.sent])).not.toContain(ref);
  });
});

const send = async () => {
  const { id } = await stage.employed('线索员金', 'examiner');
  await stage.employed('线索员穆', 'examiner');
  const key = await groupKey((await staffActor(id, stage.now()))!, stage.now());
  const { body, clue } = await composed(key.recipient, key.keyId);
  await stage.call('POST', '/api/v1/clues', { body });
  const [row] = await rowsOf<{ ref: string }>('select ref from clues order by id desc limit 1');
  return { ref: row?.ref ?? '', clue, key };
};

describe('The clock', () => {
  test('warns the examiners at half, at four fifths and when it is late, each once, saying nothing of the clue', async () => {
    const { ref } = await send();
    const notices = () =>
      rowsOf<{ what: string; staff_id: number }>(
        `select what, staff_id from staff_notices where cause like 'clue:' || (select id from clues where ref = '${ref}') || ':%' order by id`,
      );
    const due = (await rowsOf<{ due_at: Date }>('select due_at from clues where ref = $1', [ref]))[0]
      ?.due_at as Date;
    // Monday morning: Wednesday at midnight.
    expect(due.toISOString()).toBe('2026-11-11T16:00:00.000Z');
    await watchClues(stage.now());
    expect(await notices()).toEqual([]);
    await watchClues(new Date('2026-11-11T12:00:00Z'));
    await watchClues(new Date('2026-11-11T12:01:00Z'));
    expect(new Set((await notices()).map(({ what }) => what))).toEqual(new Set(['clue-warned']));
    const before = (await notices()).length;
    await watchClues(new Date('2026-11-12T01:00:00Z'));
    expect((await notices()).slice(before).map(({ what }) => what)).toEqual(Array(before).fill('clue-late'));
  });
});
