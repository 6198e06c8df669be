import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { review } from '../../src/server/life/intake/review.ts';
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
const first = '石拱桥12月4日前修好。该户王小河家同意让地。咨询电话：0839-3266000。';
const second = '石拱桥12月14日前修好。沿线住户同意让地。咨询电话：0839-3266000。';
const third = '石拱桥12月18日前修好。沿线住户同意让地。咨询电话：0839-3266000。';

beforeAll(async () => {
  stage = await openApiStage();
  office = (await stage.leader('广元市委书记')).officeId;
  for (const [who, name, role] of [
    ['zhao', '赵敏', 'officer'],
    ['qian', '钱岳', 'approver'],
    ['sun', '孙立', 'head'],
    ['reviewer', '审核员甲', 'reviewer'],
  ] as const)
    tokens[who] = (await stage.employed(name, role, role === 'reviewer' ? null : office)).token;
});
afterAll(() => stage?.close());

async function answered(visibility: 'public' | 'private' = 'public') {
  const made = await written(
    stage,
    { title: '桥塌了', body: '请问石拱桥什么时候修好？', visibility },
    stage.now(),
  );
  await review(made.code, { visibility }, await stage.staff('审核员乙', 'reviewer'), stage.now());
  const [officer, signer] = [
    await stage.staff('周全', 'officer', office),
    await stage.staff('吴敬', 'head', office),
  ];
  await accept(made.code, officer, stage.now());
  const draft = { type: 'final', text: first, unit: '广元市交通运输局' } as const;
  const { replyId } = await draftReply(made.code, draft, officer, stage.now());
  await approveReply(made.code, replyId, signer, stage.now());
  return { ...made, replyId, at: `/api/v1/desk/messages/${made.code}/replies` };
}
const shown = async (code: string, token = '') => {
  const { body } = await stage.call('GET', `/api/v1/messages/${code}`, { token });
  return {
    reply: body.voices.replies[0] as unknown as { text: string; corrections: { oldText: string }[] },
    body,
  };
};
const breaches = async () => {
  const found: Finding[] = [];
  await verify(stage.urls.backupUrl, keys(), (f) => found.push(f));
  return found.flatMap((f) => f.breaches);
};

test('drafted by one, signed by another: the reply says the new text, the old stays readable, its date stays, the author is told', async () => {
  const { code, replyId, at, phone } = await answered();
  const before = await shown(code);
  stage.later(60);
  const correction = { text: second, blackOut: '王小河', why: '日期写错，并写了住户姓名。' };
  expect((await as('reviewer', 'POST', `${at}/${replyId}/corrections`, correction)).status).toBe(403);
  const drafted = await as('qian', 'POST', `${at}/${replyId}/corrections`, correction);
  expect(drafted.status).toBe(201);
  const id = drafted.body.id;
  expect((await as('qian', 'POST', `${at}/${id}/approval`, {})).body).toMatchObject({
    code: 'drafter-approves',
  });
  expect((await as('zhao', 'POST', `${at}/${id}/approval`, {})).status).toBe(403);
  expect((await shown(code)).reply.text).toBe(first);
  stage.later(5);
  expect((await as('sun', 'POST', `${at}/${id}/approval`, {})).status).toBe(200);

  const { reply, body } = await shown(code);
  expect(reply.text).toBe(second);
  expect(reply.corrections).toMatchObject([
    { oldText: '石拱桥12月4日前修好。该户【已隐去】家同意让地。咨询电话：0839-3266000。', blackedOut: 1 },
  ]);
  expect(JSON.stringify(body)).not.toMatch(/王小河|日期写错/);
  expect([body['answeredAt'], body.voices.replies[0]?.['at']]).toEqual([
    before.body['answeredAt'],
    before.body.voices.replies[0]?.['at'],
  ]);
  expect((body['trace'] as { step: string }[]).at(-1)?.step).toBe('correct-reply');
  const atDesk = (await as('qian', 'GET', `/api/v1/desk/messages/${code}`)).body['replies'] as object[];
  expect(atDesk.at(-1)).toMatchObject({
    state: 'applied',
    correctsId: replyId,
    why: correction.why,
    signatures: [{ name: '孙立' }],
  });
  const work = afterWork(stage);
  await work.settle(stage.now());
  expect(work.sms.sent.filter((sms) => sms.phone === phone).at(-1)?.words).toContain('答复有更正');

  // A second one: all earlier texts stand, and what is covered now is covered in them too.
  const again = await as('zhao', 'POST', `${at}/${replyId}/corrections`, {
    text: third,
    blackOut: '沿线住户',
    why: '改期。',
  });
  expect(again.body.errors).toMatchObject([{ field: 'text', code: 'still-in-text' }]);
  const next = await as('zhao', 'POST', `${at}/${replyId}/corrections`, {
    text: third.replace('沿线住户同意让地。', ''),
    blackOut: '该户\n沿线住户',
    why: '改期。',
  });
  stage.later(5);
  await as('qian', 'POST', `${at}/${next.body.id}/approval`, {});
  expect((await shown(code)).reply.corrections.map(({ oldText }) => oldText)).toEqual([
    '石拱桥12月14日前修好。【已隐去】同意让地。咨询电话：0839-3266000。',
    '石拱桥12月4日前修好。【已隐去】【已隐去】家同意让地。咨询电话：0839-3266000。',
  ]);
  expect(await breaches()).toEqual([]);
});

test('a correction that corrects nothing, names what is not there, or says too much is refused', async () => {
  const { replyId, at } = await answered();
  const post = async (body: object) => (await as('zhao', 'POST', `${at}/${replyId}/corrections`, body)).body;
  const errors = async (body: object) => (await post(body)).errors.map(({ field, code }) => [field, code]);
  expect(await errors({ text: first, why: '看错了' })).toEqual([['text', 'nothing-corrected']]);
  expect(await errors({ text: second, blackOut: '李大江', why: '看错了' })).toEqual([
    ['blackOut', 'not-in-text'],
  ]);
  expect(await errors({ text: second, why: ' ' })).toEqual([['why', 'required']]);
  expect(await post({ text: `${second}身份证11010519491231002X`, why: '补充' })).toMatchObject({
    code: 'reply-stopped',
  });
});

test('sent back with words, and drafted anew; the first draft is gone', async () => {
  const { code, replyId, at } = await answered();
  const one = await as('zhao', 'POST', `${at}/${replyId}/corrections`, { text: second, why: '改期' });
  expect((await as('qian', 'POST', `${at}/${one.body.id}/return`, { words: '再核日期' })).status).toBe(200);
  const two = await as('zhao', 'POST', `${at}/${replyId}/corrections`, { text: third, why: '改期' });
  expect((await as('qian', 'POST', `${at}/${one.body.id}/approval`, {})).status).toBe(409);
  expect((await as('qian', 'POST', `${at}/${two.body.id}/approval`, {})).status).toBe(200);
  expect((await shown(code)).reply.text).toBe(third);
});

test('a private reply is corrected in private, and one that its author hides keeps both texts', async () => {
  const kept = await answered('private');
  const drafted = await as('zhao', 'POST', `${kept.at}/${kept.replyId}/corrections`, {
    text: second,
    why: '改期',
  });
  await as('qian', 'POST', `${kept.at}/${drafted.body.id}/approval`, {});
  const token = await stage.confirmed(kept.phone, 'own');
  const own = await shown(kept.code, token);
  expect([own.reply.text, own.reply.corrections[0]?.oldText]).toEqual([second, first]);
  const { rows } = await appPool().query<{ n: number }>(
    `select count(*)::integer as n from replies a join messages m on m.id = a.message_id where m.code = $1 and (a.text is not null or a.old_text is not null)`,
    [kept.code],
  );
  expect(rows).toEqual([{ n: 0 }]);

  const open = await answered();
  const correction = await as('zhao', 'POST', `${open.at}/${open.replyId}/corrections`, {
    text: second,
    why: '改期',
  });
  await as('qian', 'POST', `${open.at}/${correction.body.id}/approval`, {});
  const author = await stage.confirmed(open.phone, 'own');
  await stage.call('POST', `/api/v1/messages/${open.code}/withdrawal`, { token: author, body: {} });
  expect((await stage.call('GET', `/api/v1/messages/${open.code}`)).status).toBe(404);
  const hidden = await shown(open.code, author);
  expect([hidden.reply.text, hidden.reply.corrections[0]?.oldText]).toEqual([second, first]);
  expect(await breaches()).toEqual([]);
});
