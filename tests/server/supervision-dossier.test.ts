import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../src/domain/calendar.ts';
import { fire } from '../../src/server/after/rounds/start-rounds.ts';
import { keys } from '../../src/server/store/db.ts';
import type { Finding } from '../../src/server/store/operate/verify/check.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { watched, type Watched } from '../support/watched.ts';

let stage: ApiStage;
let at: Watched;
let work: AfterWork;
beforeAll(async () => {
  stage = await openApiStage();
  at = await watched(stage);
  work = afterWork(stage);
});
afterAll(() => stage.close());

const post = (code: string, rest: string, token: string, body: object = {}) =>
  stage.call('POST', `/api/v1/desk/messages/${code}/${rest}`, { token, body });
const look = (code: string, token: string) =>
  stage.call('GET', `/api/v1/desk/messages/${code}/supervision`, { token });
const list = async (token: string, tab: string) =>
  (await stage.call('GET', `/api/v1/desk/dossiers?tab=${tab}`, { token })).body;
const demand = { demand: '三日内查清并答复留言人。', dueOn: '2026-11-13' };
const clocksOf = (code: string) =>
  rowsOf<{ what: string; owner: number; due: Date; stopped: boolean }>(
    `select c.what, c.owner_id::integer as owner, c.due_at as due, c.stopped_at is not null as stopped from clocks c join messages m on m.id = c.message_id
     where m.code = $1 and c.what in ('dossier', 'lateness') order by c.id`,
    [code],
  );

/** The worker does what is due now. */
async function look4clocks(): Promise<void> {
  while ((await fire(stage.now())) === 'full');
  await work.settle(stage.now());
  while ((await fire(stage.now())) !== 'nothing') await work.settle(stage.now());
}

describe('A dossier opened by hand', () => {
  let code: string;

  test('Song opens it with a demand and a day; it is the province’s, with a clock of its own', async () => {
    code = await at.accepted();
    const opened = await post(code, 'dossier', at.song, demand);
    expect(opened.body).toMatchObject({ code, state: { attention: 'supervised', handling: 'in-progress' } });
    expect((await look(code, at.zhao)).body).toMatchObject({
      dossiers: [
        {
          demand: demand.demand,
          office: { id: at.province },
          unit: { id: at.city },
          openedBy: '宋督查',
          dueAt: '2026-11-13T16:00:00.000Z',
          closedAt: null,
        },
      ],
      may: { report: true, reply: false, close: false, escalate: false },
    });
    expect(await clocksOf(code)).toEqual([
      { what: 'dossier', owner: at.province, due: new Date('2026-11-13T16:00:00Z'), stopped: false },
    ]);
    expect(await at.told(code)).toContainEqual({ office: at.city, what: 'dossier', urgent: false });
    expect((await list(at.song, 'open')).items).toMatchObject([{ message: { code } }]);
    expect((await list(at.zhao, 'on-us')).items).toMatchObject([{ message: { code } }]);
    expect((await list(at.stranger, 'on-us')).items).toEqual([]);
  });

  test('a second one is refused, by whomever', async () => {
    for (const token of [at.song, at.platform])
      expect((await post(code, 'dossier', token, demand)).body).toMatchObject({ code: 'dossier-open' });
  });

  test('the city reports, the province answers and gives a new day', async () => {
    await post(code, 'dossier/reports', at.zhao, { words: '已派人到现场。' });
    const later = await post(code, 'dossier/replies', at.song, { words: '再给三天。', dueOn: '2026-11-14' });
    expect(later.status).toBe(200);
    const { dossiers } = (await look(code, at.song)).body as unknown as {
      dossiers: { dueAt: string; entries: object[] }[];
    };
    // The 14th is a Saturday: the end of the next working day.
    expect(dossiers[0]?.dueAt).toBe('2026-11-16T16:00:00.000Z');
    expect(dossiers[0]?.entries).toMatchObject([
      { what: 'progress', words: '已派人到现场。', who: '赵敏' },
      { what: 'reply', words: '再给三天。', who: '宋督查' },
    ]);
    expect((await clocksOf(code)).map((c) => [c.due.toISOString(), c.stopped])).toEqual([
      ['2026-11-13T16:00:00.000Z', true],
      ['2026-11-16T16:00:00.000Z', false],
    ]);
  });

  test('only the owner closes or hands up; the unit, an office beside and the platform do not', async () => {
    const end = { result: 'settled', words: '已解决。' };
    expect((await post(code, 'dossier/closure', at.zhao, end)).status).toBe(403);
    expect((await post(code, 'dossier/closure', at.stranger, end)).status).toBe(403);
    expect((await post(code, 'dossier/closure', at.platform, end)).body).toMatchObject({
      code: 'not-the-owner',
    });
    expect((await post(code, 'dossier/escalation', at.platform, { words: '我来' })).body).toMatchObject({
      code: 'not-the-owner',
    });
  });

  test('handed up, it is the platform’s, reported upward, and Song closes it no more', async () => {
    const up = await post(code, 'dossier/escalation', at.song, { words: '多次催办无果。' });
    expect(up.body).toMatchObject({ state: { attention: 'reported-upward' } });
    expect(
      (await post(code, 'dossier/closure', at.song, { result: 'settled', words: 'x' })).body,
    ).toMatchObject({ code: 'not-the-owner' });
    expect((await post(code, 'dossier/escalation', at.platform, { words: 'x' })).body).toMatchObject({
      code: 'nobody-above',
    });
    const closed = await post(code, 'dossier/closure', at.platform, { result: 'settled', words: '已解决。' });
    expect(closed.body).toMatchObject({ state: { attention: 'normal' } });
    expect((await clocksOf(code)).every((c) => c.stopped)).toBe(true);
    expect((await list(at.platform, 'closed')).items).toMatchObject([
      { message: { code }, result: 'settled' },
    ]);
    expect((await post(code, 'dossier/reports', at.zhao, { words: 'x' })).body).toMatchObject({
      code: 'no-dossier',
    });
  });

  test.each(['2026-11-09', '2020-01-01', '2028-01-01', '2026-13-40'])(
    'the day %s is refused',
    async (dueOn) => {
      const other = await at.accepted();
      const no = await post(other, 'dossier', at.song, { ...demand, dueOn });
      expect(no.body.errors).toMatchObject([{ field: 'dueOn' }]);
    },
  );

  test('whoever also sits at the supervised unit does not close it', async () => {
    const other = await at.accepted();
    await post(other, 'dossier', at.song, demand);
    const both = await stage.employed('两头', 'supervisor', at.province);
    await rowsOf(
      `insert into staff_roles (staff_id, role, office_id, from_at) values ($1, 'officer', $2, now() - interval '9 years')`,
      [both.id, at.city],
    );
    const no = await post(other, 'dossier/closure', both.token, { result: 'answered', words: 'x' });
    expect(no.body).toMatchObject({ code: 'own-unit' });
  });

  test('it outlives the end of its message: withdrawn, it is still the supervisor’s to close', async () => {
    const gone = await at.transferred();
    await post(gone, 'dossier', at.song, demand);
    await at.takenBack(gone);
    expect((await clocksOf(gone)).filter((c) => !c.stopped)).toHaveLength(1);
    expect(await breaches()).toEqual([]);
    const closed = await post(gone, 'dossier/closure', at.song, { result: 'ended', words: '留言人已撤回。' });
    expect(closed.body).toMatchObject({ state: { handling: 'closed', attention: 'normal' } });
  });
});

describe('A dossier opened by the clock', () => {
  test('late on a Thursday, urged at once, and on the next working day opened by the machine for the office above', async () => {
    // Monday the 9th: a consultation has two working days, to Wednesday 24:00.
    const code = await at.transferred(undefined, { kind: 'consultation' });
    at.moveTo('2026-11-12T00:00:00');
    await look4clocks();
    expect((await look(code, at.song)).body).toMatchObject({
      urges: [{ office: null, who: null }],
      dossiers: [],
    });
    expect((await clocksOf(code)).map((c) => [c.what, c.owner, c.due.toISOString()])).toEqual([
      ['lateness', at.province, '2026-11-12T16:00:00.000Z'],
    ]);
    at.moveTo('2026-11-13T00:00:00');
    await look4clocks();
    await look4clocks();
    expect((await look(code, at.song)).body).toMatchObject({
      dossiers: [{ office: { id: at.province }, openedBy: null, dueAt: '2026-11-20T16:00:00.000Z' }],
      may: { close: true, reply: true },
    });
    expect((await clocksOf(code)).map((c) => [c.what, c.stopped])).toEqual([
      ['lateness', true],
      ['dossier', false],
    ]);
    expect(await breaches()).toEqual([]);
  });

  test('accepting does not save it, answering does: the wait for the dossier ends with the promise', async () => {
    const code = await at.transferred(undefined, { kind: 'consultation' });
    const due = await at.dueOf(code);
    at.moveTo(due);
    await look4clocks();
    expect((await clocksOf(code)).map((c) => c.stopped)).toEqual([false]);
    await at.answer(code);
    expect((await clocksOf(code)).map((c) => c.stopped)).toEqual([true]);
  });

  test('its own clock runs out: owner and unit are told, it stays open', async () => {
    const code = await at.accepted();
    await post(code, 'dossier', at.song, {
      demand: '请答复。',
      dueOn: dayOf(new Date(stage.now().getTime() + 2 * 86_400_000)),
    });
    stage.later(9 * 24 * 60);
    await look4clocks();
    const { dossiers } = (await look(code, at.song)).body as unknown as {
      dossiers: { closedAt: null; entries: object[] }[];
    };
    expect(dossiers[0]).toMatchObject({ closedAt: null, entries: [{ what: 'late', who: null }] });
    expect((await list(at.song, 'late')).items).toContainEqual(
      expect.objectContaining({ message: expect.objectContaining({ code }) }),
    );
  });
});

describe('verify', () => {
  test('finds a dossier without its clock, and attention without a dossier', async () => {
    const code = await at.accepted();
    await post(code, 'dossier', at.song, { demand: '请答复。' });
    const clock = `what = 'dossier' and message_id = (select id from messages where code = '${code}')`;
    await rowsOf(`update clocks set stopped_at = now(), next_at = null where ${clock}`);
    expect((await breaches()).map((f) => f.name)).toEqual([
      'an open dossier has an owner that exists and exactly one running clock, due when the dossier says',
    ]);
    await rowsOf(`update clocks set stopped_at = null, next_at = due_at where ${clock}`);
    expect(await breaches()).toEqual([]);
  });
});

async function breaches(): Promise<Finding[]> {
  const found: Finding[] = [];
  await verify(stage.urls.backupUrl, keys(), (f) => found.push(f));
  return found.filter((f) => f.breaches.length > 0);
}
