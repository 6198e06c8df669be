import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { plain } from '../support/picture-kit.ts';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const call: ApiStage['call'] = (...args) => stage.call(...args);

describe('The main job over the API, from the first word to a rated answer', () => {
  let leader: number;
  let token: string;
  let code: string;
  let followUpId: string;
  let shownPicture: string;
  let reviewer: string;
  let officer: string;
  let approver: string;

  test('Luo finds the province, the city, the party secretary and the topic', async () => {
    const provinces = await call('GET', '/api/v1/regions');
    expect(provinces.body.items).toHaveLength(31);
    const cities = await call('GET', '/api/v1/regions?parent=510000');
    expect(cities.body.items).toContainEqual(
      expect.objectContaining({ code: '510800', name: '广元市', level: 2 }),
    );
    expect(cities.body.next).toBeNull();
    const leaders = await call('GET', '/api/v1/leaders?region=510800');
    const secretary = leaders.body.items.find(({ name }) => name === '广元市委书记');
    expect(secretary).toMatchObject({ region: '510800', kinds: expect.arrayContaining(['help']) });
    leader = Number(secretary?.id);
    const topics = await call('GET', '/api/v1/topics');
    expect(topics.body.items).toHaveLength(14);
    expect(topics.body.items.flatMap(({ subTopics }) => subTopics)).toContainEqual(
      expect.objectContaining({ id: 197 }),
    );
  });

  test('she confirms her phone: a wrong code is refused, the right one gives a token', async () => {
    const begun = await call('POST', '/api/v1/verifications', { body: { phone: '138 0013 8000', purpose: 'write' } });
    expect(begun.status).toBe(202);
    const { id, developmentCode } = begun.body;
    const wrong = developmentCode === '000000' ? '000001' : '000000';
    const refused = await call('PUT', `/api/v1/verifications/${id}`, { body: { code: wrong } });
    expect(refused.body).toMatchObject({ status: 422, errors: [{ field: 'code', code: 'wrong-code' }] });
    const confirmed = await call('PUT', `/api/v1/verifications/${id}`, { body: { code: developmentCode } });
    expect(confirmed.status).toBe(200);
    token = confirmed.body.token;
    const again = await call('PUT', `/api/v1/verifications/${id}`, { body: { code: developmentCode } });
    expect(again.body).toMatchObject({ code: 'invalid', errors: [{ code: 'stale-code' }] });
  });

  test('she writes, with two pictures, and is told who answers and by when', async () => {
    const bytes = new Uint8Array(await plain().jpeg().toBuffer());
    const upload = () => call('POST', '/api/v1/pictures', { raw: bytes, headers: { 'content-type': 'image/jpeg' } });
    const [open, closed] = [await upload(), await upload()];
    expect(open.status).toBe(201);
    shownPicture = open.body.id;
    const answer = await call('POST', '/api/v1/messages', {
      body: {
        leader, kind: 'help', topic: 197, title: '石桥塌了一个洞', body: '书记您好。桥塌了,我的电话13800138000,请尽快修。',
        place: '苍溪县云峰镇', remark: null, name: '罗小满', visibility: 'public', verification: token,
        pictures: [{ id: shownPicture, public: true }, { id: closed.body.id, public: false }],
      },
    });
    expect(answer.status).toBe(201);
    code = answer.body.code;
    // Received Monday 9 Nov; review ends Tuesday; ten working days from there end on Tuesday 24 Nov.
    expect(answer.body).toEqual({
      code: expect.stringMatching(/^\d{12}$/),
      state: { publication: 'awaiting-review', handling: 'waiting', voice: 'not-said', attention: 'normal' },
      answerable: expect.stringContaining('审核'),
      dueAt: '2026-11-24T16:00:00.000Z',
    });
    expect(answer.headers.get('location')).toBe(`/api/v1/messages/${code}`);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  test('before review only she reads it', async () => {
    expect((await call('GET', `/api/v1/messages/${code}`)).status).toBe(404);
    const stranger = await stage.confirmed('13800138001', 'own');
    expect((await call('GET', `/api/v1/messages/${code}`, { token: stranger })).status).toBe(404);
    const own = await call('GET', `/api/v1/messages/${code}`, { token });
    expect(own.body).toMatchObject({ name: '罗小满', next: 'review', pictures: [{ public: false }, {}] });
    expect(own.headers.get('cache-control')).toBe('private, no-store');
    const mine = await call('GET', '/api/v1/mine', { token });
    expect(mine.body.items.map((each) => each.code)).toEqual([code]);
    expect((await call('GET', '/api/v1/mine', { token: stranger })).body).toEqual({ items: [], next: null });
  });

  test('the reviewer finds it in the queue, takes it to the table, and a second one has to wait', async () => {
    const { officeId } = await stage.leader('广元市委书记');
    reviewer = (await stage.employed('审核员甲', 'reviewer')).token;
    officer = (await stage.employed('经办人赵', 'officer', officeId)).token;
    approver = (await stage.employed('签发人钱', 'approver', officeId)).token;
    const second = (await stage.employed('审核员乙', 'reviewer')).token;
    const queue = await call('GET', '/api/v1/desk/queue?room=review', { token: reviewer });
    expect(queue.body).toMatchObject({ items: [{ what: 'message', code }], next: null, total: 1 });
    const lock = `/api/v1/desk/messages/${code}/lock`;
    expect((await call('PUT', lock, { token: reviewer })).status).toBe(204);
    expect((await call('PUT', lock, { token: second })).body).toMatchObject({ status: 423, who: '审核员甲' });
    const publication = `/api/v1/desk/messages/${code}/publication`;
    const early = await call('POST', publication, { token: second, body: { visibility: 'public' } });
    expect(early.body).toMatchObject({ status: 423, code: 'locked-by-other', who: '审核员甲' });
    expect((await call('GET', '/api/v1/desk/queue', { token: second })).body).toMatchObject({
      items: [{ lockedBy: '审核员甲' }],
    });
    expect((await call('DELETE', lock, { token: reviewer })).status).toBe(204);
    expect((await call('PUT', lock, { token: second })).status).toBe(204);
    expect((await call('DELETE', lock, { token: second })).status).toBe(204);
  });

  test('the officer sees nothing of it before the transfer', async () => {
    const early = await call('GET', `/api/v1/desk/messages/${code}`, { token: officer });
    expect(early.body).toMatchObject({ status: 404, code: 'not-found' });
  });

  test('a verdict that is held back can be taken back; afterwards it is too late', async () => {
    const publication = `/api/v1/desk/messages/${code}/publication`;
    const held = await call('POST', publication, { token: reviewer, body: { visibility: 'public', delaySeconds: 10 } });
    expect([held.status, held.body]).toEqual([202, { effectiveAt: '2026-11-09T00:14:10.000Z' }]);
    expect((await call('DELETE', publication, { token: reviewer })).status).toBe(204);
    expect((await call('DELETE', publication, { token: reviewer })).body).toMatchObject({ code: 'undo-too-late' });
    const rejection = { code: 'unclear', words: '请写明桥在哪个村。', delaySeconds: 1 };
    expect(
      (await call('POST', `/api/v1/desk/messages/${code}/rejection`, { token: reviewer, body: rejection })).status,
    ).toBe(202);
    expect((await call('DELETE', publication, { token: reviewer })).status).toBe(204);
  });

  test('the reviewer blacks out the phone and publishes; the office answers for it from here on', async () => {
    stage.later(48);
    const published = await call('POST', `/api/v1/desk/messages/${code}/publication`, {
      token: reviewer,
      body: { visibility: 'public', body: '书记您好。桥塌了,我的电话〔手机号已隐去〕,请尽快修。' },
    });
    expect(published.status).toBe(200);
    expect(published.body).toMatchObject({
      state: { publication: 'public' }, answerable: expect.stringContaining('广元'), dueAt: '2026-11-23T16:00:00.000Z',
    });
    const late = await call('DELETE', `/api/v1/desk/messages/${code}/publication`, { token: reviewer });
    expect(late.body).toMatchObject({ status: 409, code: 'undo-too-late' });
    const list = await call('GET', '/api/v1/messages?region=510000&status=waiting&kind=help&topic=197&q=石桥');
    expect(list.body).toMatchObject({ items: [{ code, author: '罗***', pictures: 1 }], next: null });
    const page = await call('GET', `/api/v1/messages/${code}`);
    expect(JSON.stringify(page.body)).not.toContain('13800138000');
    expect(page.body.pictures).toEqual([{ id: shownPicture, width: 60, height: 40, public: true }]);
    expect(page.body).not.toHaveProperty('name');
  });

  test('whoever has the page already is told so', async () => {
    const first = await call('GET', `/api/v1/messages/${code}`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d$/);
    const again = await call('GET', `/api/v1/messages/${code}`, { headers: { 'if-none-match': `"x", ${etag}` } });
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, undefined, etag]);
    const list = await call('GET', '/api/v1/messages');
    const known = { 'if-none-match': list.headers.get('etag') ?? '' };
    expect((await call('GET', '/api/v1/messages', { headers: known })).status).toBe(304);
  });

  test('the office accepts, reports progress, and a second person publishes the answer', async () => {
    stage.later(60);
    const desk = `/api/v1/desk/messages/${code}`;
    const queue = await call('GET', '/api/v1/desk/queue?tab=to-accept', { token: officer });
    expect(queue.body).toMatchObject({ items: [{ code }], total: 1, counts: { 'to-accept': 1 } });
    const accepted = await call('POST', `${desk}/acceptance`, { token: officer, body: {} });
    expect(accepted.body).toMatchObject({ state: { handling: 'in-progress' } });
    const twice = await call('POST', `${desk}/acceptance`, { token: approver });
    expect(twice.body).toMatchObject({ status: 409, code: 'taken-by-other', who: '经办人赵', step: 'accept' });
    const { officeId } = await stage.leader('广元市委书记');
    const interim = { type: 'interim', text: '已派人到现场查看。', unit: officeId };
    const draft = await call('POST', `${desk}/replies`, { token: officer, body: interim });
    expect(draft.status).toBe(201);
    const own = await call('POST', `${desk}/replies/${draft.body.id}/approval`, { token: approver, body: {} });
    expect(own.status).toBe(200);
    const final = { type: 'final', text: '便桥已搭好,新桥明年三月动工。', unit: '苍溪县交通运输局' };
    const first = await call('POST', `${desk}/replies`, { token: officer, body: final });
    const back = await call('POST', `${desk}/replies/${first.body.id}/return`, {
      token: approver, body: { words: '请写明便桥限重。' },
    });
    expect(back.status).toBe(200);
    const better = { ...final, text: '便桥已搭好,限重三吨;新桥明年三月动工。' };
    const second = await call('POST', `${desk}/replies`, { token: approver, body: better });
    const approval = `${desk}/replies/${second.body.id}/approval`;
    expect((await call('POST', approval, { token: approver, body: {} })).body).toMatchObject({
      status: 403, code: 'drafter-approves',
    });
    const head = (await stage.employed('主任孙', 'head', officeId)).token;
    expect((await call('POST', approval, { token: head, body: {} })).body).toMatchObject({
      state: { handling: 'answered' },
    });
    const page = await call('GET', `/api/v1/messages/${code}`);
    expect(page.body.voices.replies.map(({ unit }) => unit)).toEqual([
      expect.stringContaining('广元'), '苍溪县交通运输局',
    ]);
  });

  test('after half an hour her token proves nothing any more; a fresh one for her own messages does', async () => {
    const rating = { solved: 2, attitude: 4, speed: 4 };
    const stale = await call('PUT', `/api/v1/messages/${code}/rating`, { token, body: rating });
    expect(stale.body).toMatchObject({ status: 401, code: 'sign-in-needed' });
    expect((await call('GET', `/api/v1/messages/${code}`, { token })).status).toBe(401);
    token = await stage.confirmed('13800138000', 'own');
    expect((await call('GET', `/api/v1/messages/${code}`, { token })).body).toMatchObject({ name: '罗小满' });
  });

  test('she rates it unsettled and it reopens; the office calls her after the next answer', async () => {
    const bad = await call('PUT', `/api/v1/messages/${code}/rating`, {
      token, body: { solved: 2, attitude: 4, speed: 4, settled: false },
    });
    expect(bad.body).toMatchObject({ state: { handling: 'in-progress', voice: 'not-settled' } });
    const desk = `/api/v1/desk/messages/${code}`;
    const final = { type: 'final', text: '护栏已补装。', unit: '苍溪县交通运输局' };
    stage.later(5);
    const draft = await call('POST', `${desk}/replies`, { token: officer, body: final });
    await call('POST', `${desk}/replies/${draft.body.id}/approval`, { token: approver, body: {} });
    stage.later(10);
    const drafter = await call('POST', `${desk}/visits`, { token: officer, body: { outcome: 'not-reached' } });
    expect(drafter.status).toBe(403);
    const visit = await call('POST', `${desk}/visits`, { token: approver, body: { outcome: 'not-reached', words: '无人接听' } });
    expect(visit.body).toMatchObject({ state: { handling: 'answered' } });
  });

  test('she thanks, rates with words and says settled; words are shown once they are reviewed', async () => {
    const thanks = await call('POST', `/api/v1/messages/${code}/follow-ups`, {
      token, body: { type: 'thanks', text: '谢谢,孩子能走桥了。' },
    });
    expect(thanks.status).toBe(201);
    followUpId = thanks.body.id;
    const shown = async () => (await call('GET', `/api/v1/messages/${code}`)).body.voices;
    expect((await shown()).followUps).toEqual([]);
    const review = `/api/v1/desk/follow-ups/${followUpId}/publication`;
    expect((await call('POST', review, { token: officer, body: {} })).status).toBe(403);
    expect((await call('POST', review, { token: reviewer, body: { visibility: 'public' } })).status).toBe(200);
    expect((await call('POST', review, { token: reviewer, body: {} })).status).toBe(409);
    expect((await shown()).followUps).toMatchObject([{ text: '谢谢,孩子能走桥了。' }]);
    const rated = await call('PUT', `/api/v1/messages/${code}/rating`, {
      token, body: { solved: 5, attitude: 5, speed: 4, words: '办得好', settled: true },
    });
    expect(rated.body).toMatchObject({ state: { handling: 'closed', voice: 'settled' }, dueAt: null });
    const ratings = await call('GET', '/api/v1/desk/queue?room=review', { token: reviewer });
    expect(ratings.body).toMatchObject({ items: [{ what: 'rating', code }] });
    const ratingId = ratings.body.items[0]?.id;
    expect(
      (await call('POST', `/api/v1/desk/ratings/${ratingId}/publication`, { token: reviewer, body: {} })).status,
    ).toBe(200);
    expect((await shown()).ratings.at(-1)).toMatchObject({ words: '办得好', settled: true });
  });

  test('the desk reads the whole history', async () => {
    const desk = await call('GET', `/api/v1/desk/messages/${code}`, { token: officer });
    expect(desk.body.original?.body).toContain('13800138000');
    const steps = desk.body.history.map(({ step }) => step);
    expect(steps).toEqual(expect.arrayContaining(['submit', 'publish', 'accept', 'answer', 'reopen', 'settle']));
  });
});
