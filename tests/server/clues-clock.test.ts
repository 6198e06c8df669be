import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { watchClues } from '../../src/server/after/watch-clues.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { composed, groupKey } from '../support/clue-kit.ts';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
});
afterAll(() => stage?.close());

const send = async () => {
  const { id } = await stage.employed('线索员金', 'examiner');
  await stage.employed('线索员穆', 'examiner');
  const key = await groupKey((await staffActor(id, stage.now()))!, stage.now());
  const { body } = await composed(key.recipient, key.keyId);
  await stage.call('POST', '/api/v1/clues', { body });
  const [row] = await rowsOf<{ ref: string }>('select ref from clues order by id desc limit 1');
  return { ref: row?.ref ?? '' };
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
