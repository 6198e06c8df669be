import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Submission } from '../../src/domain/message.ts';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { withdraw } from '../../src/server/life/intake/withdraw.ts';
import { appPool, keys } from '../../src/server/store/db.ts';
import type { Finding } from '../../src/server/store/operate/verify/check.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { afterWork, written } from '../support/after-work.ts';

let stage: ApiStage;
let office: number;
const tokens: Record<string, string> = {};
const as = (who: string, method: string, at: string, body?: object) =>
  stage.call(method, at, { token: tokens[who]!, ...(body && { body }) });
const pass = {
  title: '运饲料货车进城通行证怎么办',
  body: '我是养殖户，饲料车在卡点被拦，请问应急物资运输车辆通行证在哪里办理，需要什么材料？',
};
const answerText =
  '饲料运输车辆可办理应急物资运输车辆通行证：带行驶证、驾驶证和购销合同，到交通运输局窗口当场办理。咨询电话：0839-3266000。';

beforeAll(async () => {
  stage = await openApiStage();
  office = (await stage.leader('广元市委书记')).officeId;
  for (const [who, name, role] of [
    ['zhao', '赵敏', 'officer'],
    ['qian', '钱岳', 'approver'],
    ['sun', '孙立', 'head'],
  ] as const)
    tokens[who] = (await stage.employed(name, role, office)).token;
  tokens['stranger'] = (
    await stage.employed('外人', 'approver', (await stage.leader('成都市委书记')).officeId)
  ).token;
});
afterAll(() => stage?.close());

async function answered(changes: Partial<Submission> = {}) {
  const made = await written(stage, { ...pass, ...changes }, stage.now());
  await review(
    made.code,
    { visibility: changes.visibility ?? 'public' },
    await stage.staff('审核员', 'reviewer'),
    stage.now(),
  );
  await accept(made.code, await stage.staff('周全', 'officer', office), stage.now());
  await answer(made.code);
  return { ...made, at: `/api/v1/desk/messages/${made.code}/marks` };
}
async function answer(code: string, text = answerText) {
  const [officer, signer] = [
    await stage.staff('周全', 'officer', office),
    await stage.staff('吴敬', 'head', office),
  ];
  const { replyId } = await draftReply(
    code,
    { type: 'final', text, unit: '广元市交通运输局' },
    officer,
    stage.now(),
  );
  await approveReply(code, replyId, signer, stage.now());
}
async function marked(what: object, changes: Partial<Submission> = {}) {
  const made = await answered(changes);
  const { body } = await as('zhao', 'POST', made.at, what);
  expect((await as('qian', 'POST', `${made.at}/${body.id}/confirmation`, {})).status).toBe(200);
  return { ...made, id: body.id };
}
const listed = async (path: string) => (await stage.call('GET', path)).body.items.map(({ code }) => code);
const similar = async (changes: object = {}) => {
  const { id } = await stage.leader('广元市委书记');
  const { body } = await stage.call('POST', '/api/v1/guidance/similar', {
    body: {
      leader: id,
      title: '饲料运输车通行证去哪办',
      body: '卡点不让饲料车过，通行证怎么办理？',
      ...changes,
    },
  });
  return body.items.map(({ code }) => code);
};
const breaches = async () => {
  const found: Finding[] = [];
  await verify(stage.urls.backupUrl, keys(), (f) => found.push(f));
  return found.flatMap((f) => f.breaches);
};

describe('guidance', () => {
  let code: string;
  let at: string;
  let id: string;
  let author: Awaited<ReturnType<typeof answered>>['author'];

  test('is proposed by one and confirmed by another, of the office that answers', async () => {
    const made = await answered();
    ({ code, at, author } = made);
    expect((await as('stranger', 'POST', at, { what: 'guidance' })).status).toBe(403);
    const proposed = await as('qian', 'POST', at, { what: 'guidance' });
    expect(proposed.status).toBe(201);
    id = proposed.body.id;
    expect((await as('qian', 'POST', `${at}/${id}/confirmation`, {})).body).toMatchObject({
      code: 'proposer-confirms',
    });
    expect((await as('zhao', 'POST', `${at}/${id}/confirmation`, {})).status).toBe(403);
    expect(await listed('/api/v1/guidance')).toEqual([]);
    expect((await as('sun', 'POST', `${at}/${id}/confirmation`, {})).status).toBe(200);
    expect((await as('zhao', 'POST', at, { what: 'guidance' })).body).toMatchObject({
      code: 'marked-already',
    });
    expect((await stage.call('GET', `/api/v1/messages/${code}`)).body['marks']).toMatchObject({
      guidance: {},
      adopted: null,
    });
  });

  test('is found by its words, place and topic', async () => {
    const find = (query: string) => listed(`/api/v1/guidance?${query}`);
    expect(await find('q=通行证')).toEqual([code]);
    expect(await find('q=购销合同')).toEqual([code]);
    expect(await find('q=路灯')).toEqual([]);
    expect(await find('region=510000')).toEqual([code]);
    expect(await find('region=440000')).toEqual([]);
    expect(await find('topic=197')).toEqual([code]);
  });

  test('is offered to whoever asks the same in that place, before they send, and counted', async () => {
    expect(await similar()).toEqual([code]);
    expect(await similar({ title: '小区路灯坏了', body: '小区路灯坏了三天，请派人来修。' })).toEqual([]);
    const elsewhere = (await stage.leader('成都市委书记')).id;
    expect(await similar({ leader: elsewhere })).toEqual([]);
    await stage.call('POST', `/api/v1/guidance/${code}/outcome`, { body: { outcome: 'helped' } });
    expect((await stage.call('GET', '/api/v1/guidance')).body.items).toMatchObject([{ helped: 1 }]);
    expect((await as('zhao', 'GET', `/api/v1/desk/messages/${code}`)).body['marks']).toMatchObject([
      { what: 'guidance', state: 'in-force', offered: 1, helped: 1 },
    ]);
  });

  test('reopened it is neither listed nor offered; answered anew the new answer has to be marked', async () => {
    await followUp(code, { type: 'not-settled', text: '窗口说没有这个证。' }, author, stage.now());
    expect(await listed('/api/v1/guidance')).toEqual([]);
    expect(await similar()).toEqual([]);
    await answer(code, answerText.replace('交通运输局窗口', '政务大厅3号窗口'));
    expect(await listed('/api/v1/guidance')).toEqual([]);
    const again = await as('zhao', 'POST', at, { what: 'guidance' });
    await as('qian', 'POST', `${at}/${again.body.id}/confirmation`, {});
    expect(await listed('/api/v1/guidance?q=政务大厅')).toEqual([code]);
    id = again.body.id;
  });

  test('declined it never shows, ended it goes', async () => {
    const other = await answered({ title: '另一件通行证的事', anotherMatter: true });
    const proposed = await as('zhao', 'POST', other.at, { what: 'guidance' });
    expect((await as('qian', 'POST', `${other.at}/${proposed.body.id}/refusal`, {})).status).toBe(200);
    expect((await as('sun', 'POST', `${other.at}/${proposed.body.id}/confirmation`, {})).status).toBe(404);
    expect((await as('zhao', 'POST', `${at}/${id}/end`, {})).status).toBe(403);
    expect((await as('qian', 'POST', `${at}/${id}/end`, {})).status).toBe(200);
    expect(await listed('/api/v1/guidance')).toEqual([]);
    expect(await similar()).toEqual([]);
  });

  test('hidden by its author it is gone, and its words with it', async () => {
    const made = await marked({ what: 'guidance' }, { title: '饲料车通行证' });
    expect(await listed('/api/v1/guidance')).toEqual([made.code]);
    await withdraw(made.code, '', made.author, stage.now());
    expect(await listed('/api/v1/guidance')).toEqual([]);
    const { rows } = await appPool().query('select id from marks where search is not null');
    expect(rows).toEqual([]);
    expect(await breaches()).toEqual([]);
  });

  test('of a private message there is none', async () => {
    const made = await answered({ visibility: 'private', title: '私下问' });
    expect((await as('zhao', 'POST', made.at, { what: 'guidance' })).status).toBe(409);
  });
});

describe('adopted', () => {
  const measure = {
    what: 'adopted',
    measure: '暂停机动车尾号限行',
    on: '2026-11-05',
    link: 'https://www.gov.cn/a.html',
  };

  test('a suggestion ends in a measure with its day and link; its author is told, everybody reads it', async () => {
    const made = await answered({ kind: 'suggestion', title: '建议暂停尾号限行' });
    expect(
      (await as('zhao', 'POST', made.at, { ...measure, link: 'http://x.cn' })).body.errors,
    ).toMatchObject([{ field: 'link', code: 'wrong-link' }]);
    const proposed = await as('zhao', 'POST', made.at, measure);
    await as('qian', 'POST', `${made.at}/${proposed.body.id}/confirmation`, {});
    const { body } = await stage.call('GET', '/api/v1/adopted?region=510800');
    expect(body).toMatchObject({
      total: 1,
      items: [{ code: made.code, measure: measure.measure, on: measure.on, link: measure.link }],
    });
    expect((await stage.call('GET', `/api/v1/messages/${made.code}`)).body['marks']).toEqual({
      guidance: null,
      adopted: { measure: measure.measure, on: measure.on, link: measure.link },
    });
    const work = afterWork(stage);
    await work.settle(stage.now());
    expect(work.sms.sent.filter(({ phone }) => phone === made.phone).at(-1)?.words).toContain('已被采纳');
    await withdraw(made.code, '', made.author, stage.now());
    expect((await stage.call('GET', '/api/v1/adopted')).body).toEqual({
      items: [],
      next: null,
      previous: null,
      total: 0,
    });
    expect(await breaches()).toEqual([]);
  });

  test('a complaint cannot be adopted', async () => {
    const made = await answered({ kind: 'complaint', title: '投诉' });
    expect((await as('zhao', 'POST', made.at, measure)).status).toBe(409);
  });
});

test('verify finds guidance that hidden words still lead to, and one without an answer', async () => {
  const made = await marked({ what: 'guidance' }, { title: '又一件通行证' });
  const owner = new (await import('pg')).default.Client({ connectionString: stage.urls.ownerUrl });
  await owner.connect();
  await owner.query(`update messages set answered_at = null where code = '${made.code}'`);
  expect((await breaches()).some((breach) => breach.startsWith(`${made.code}: guidance`))).toBe(true);
  await owner.end();
});
