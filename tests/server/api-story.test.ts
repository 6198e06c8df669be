import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { plain } from '../support/picture-kit.ts';
import { words } from '../support/story.ts';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

const call: ApiStage['call'] = (...args) => stage.call(...args);
const get = (path: string, token = '') => call('GET', path, { token });
const post = (path: string, token: string, body: object = {}) => call('POST', path, { token, body });
const put = (path: string, token: string, body: object) => call('PUT', path, { token, body });

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
    const provinces = await get('/api/v1/regions');
    expect(provinces.body.items).toHaveLength(31);
    const cities = await get('/api/v1/regions?parent=510000');
    expect(cities.body.items).toContainEqual(
      expect.objectContaining({ code: '510800', name: '广元市', level: 2 }),
    );
    expect(cities.body.next).toBeNull();
    const leaders = await get('/api/v1/leaders?region=510800');
    const secretary = leaders.body.items.find(({ name }) => name === '广元市委书记');
    expect(secretary).toMatchObject({ region: '510800', kinds: expect.arrayContaining(['help']) });
    leader = Number(secretary?.id);
    const topics = await get('/api/v1/topics');
    expect(topics.body.items).toHaveLength(14);
    expect(topics.body.items.flatMap(({ subTopics }) => subTopics)).toContainEqual(
      expect.objectContaining({ id: 197 }),
    );
  });

  test('she confirms her phone as she is used to writing it', async () => {
    token = await stage.confirmed('+86 138-0013-8000');
    expect(token).toMatch(/^[\w-]{22,}$/);
  });

  test('she writes, with two pictures, and is told who answers and by when', async () => {
    const bytes = new Uint8Array(await plain().jpeg().toBuffer());
    const upload = () =>
      call('POST', '/api/v1/pictures', { raw: bytes, headers: { 'content-type': 'image/jpeg' } });
    const [open, closed] = [await upload(), await upload()];
    expect(open.status).toBe(201);
    shownPicture = open.body.id;
    const answer = await call('POST', '/api/v1/messages', {
      body: {
        ...words({
          leader,
          title: '石桥塌了一个洞',
          body: '书记您好。桥塌了,我的电话13800138000,请尽快修。',
        }),
        remark: null,
        verification: token,
        pictures: [
          { id: shownPicture, public: true },
          { id: closed.body.id, public: false },
        ],
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
    expect((await get(`/api/v1/messages/${code}`)).status).toBe(404);
    const stranger = await stage.confirmed('13800138001', 'own');
    expect((await get(`/api/v1/messages/${code}`, stranger)).status).toBe(404);
    const own = await get(`/api/v1/messages/${code}`, token);
    expect(own.body).toMatchObject({ name: '罗小满', next: 'review', pictures: [{ public: false }, {}] });
    expect(own.headers.get('cache-control')).toBe('private, no-store');
    const mine = await get('/api/v1/mine', token);
    expect(mine.body.items.map((each) => each.code)).toEqual([code]);
    expect((await get('/api/v1/mine', stranger)).body).toEqual({ items: [], next: null });
  });

  test('the reviewer finds it in the queue, and takes it to the table', async () => {
    const { officeId } = await stage.leader('广元市委书记');
    reviewer = (await stage.employed('审核员甲', 'reviewer')).token;
    officer = (await stage.employed('经办人赵', 'officer', officeId)).token;
    approver = (await stage.employed('签发人钱', 'approver', officeId)).token;
    const queue = await get('/api/v1/desk/queue?room=review', reviewer);
    expect(queue.body).toMatchObject({ items: [{ what: 'message', code }], next: null, total: 1 });
    const lock = await call('PUT', `/api/v1/desk/messages/${code}/lock`, { token: reviewer });
    expect(lock.status).toBe(204);
  });

  test('the officer sees nothing of it before the transfer', async () => {
    const early = await get(`/api/v1/desk/messages/${code}`, officer);
    expect(early.body).toMatchObject({ status: 404, code: 'not-found' });
  });

  test('the reviewer blacks out the phone and publishes; the office answers for it from here on', async () => {
    stage.later(48);
    const published = await post(`/api/v1/desk/messages/${code}/publication`, reviewer, {
      visibility: 'public',
      body: '书记您好。桥塌了,我的电话〔手机号已隐去〕,请尽快修。',
    });
    expect(published.status).toBe(200);
    expect(published.body).toMatchObject({
      state: { publication: 'public' },
      answerable: expect.stringContaining('广元'),
      dueAt: '2026-11-23T16:00:00.000Z',
    });
    await indexTexts(10);
    const list = await get('/api/v1/messages?region=510000&status=waiting&kind=help&topic=197&q=石桥');
    expect(list.body).toMatchObject({ items: [{ code, author: '罗***', pictures: 1 }], next: null });
    expect(list.body).toMatchObject({ found: { total: 1, more: false, looked: null }, among: null });
    const page = await get(`/api/v1/messages/${code}`);
    expect(JSON.stringify(page.body)).not.toContain('13800138000');
    expect(page.body.pictures).toEqual([{ id: shownPicture, width: 60, height: 40, public: true }]);
    expect(page.body).not.toHaveProperty('name');
  });

  test('the office accepts, reports progress, and a second person publishes the answer', async () => {
    stage.later(60);
    const desk = `/api/v1/desk/messages/${code}`;
    const queue = await get('/api/v1/desk/queue?tab=to-accept', officer);
    expect(queue.body).toMatchObject({ items: [{ code }], total: 1, counts: { 'to-accept': 1 } });
    const accepted = await post(`${desk}/acceptance`, officer, {});
    expect(accepted.body).toMatchObject({ state: { handling: 'in-progress' } });
    const twice = await call('POST', `${desk}/acceptance`, { token: approver });
    expect(twice.body).toMatchObject({
      status: 409,
      code: 'taken-by-other',
      who: '经办人赵',
      step: 'accept',
    });
    const { officeId } = await stage.leader('广元市委书记');
    const interim = { type: 'interim', text: '已派人到现场查看。', unit: officeId };
    const draft = await post(`${desk}/replies`, officer, interim);
    expect(draft.status).toBe(201);
    const own = await post(`${desk}/replies/${draft.body.id}/approval`, approver, {});
    expect(own.status).toBe(200);
    const final = { type: 'final', text: '便桥已搭好,新桥明年三月动工。', unit: '苍溪县交通运输局' };
    const first = await post(`${desk}/replies`, officer, final);
    const back = await post(`${desk}/replies/${first.body.id}/return`, approver, {
      words: '请写明便桥限重。',
    });
    expect(back.status).toBe(200);
    const better = { ...final, text: '便桥已搭好,限重三吨;新桥明年三月动工。' };
    const second = await post(`${desk}/replies`, approver, better);
    const approval = `${desk}/replies/${second.body.id}/approval`;
    expect((await post(approval, approver, {})).body).toMatchObject({
      status: 403,
      code: 'drafter-approves',
    });
    const head = (await stage.employed('主任孙', 'head', officeId)).token;
    expect((await post(approval, head, {})).body).toMatchObject({
      state: { handling: 'answered' },
    });
    const page = await get(`/api/v1/messages/${code}`);
    expect(page.body.voices.replies.map(({ unit }) => unit)).toEqual([
      expect.stringContaining('广元'),
      '苍溪县交通运输局',
    ]);
  });

  test('after half an hour her token proves nothing any more; a fresh one for her own messages does', async () => {
    const rating = { solved: 2, attitude: 4, speed: 4 };
    const stale = await put(`/api/v1/messages/${code}/rating`, token, rating);
    expect(stale.body).toMatchObject({ status: 401, code: 'sign-in-needed' });
    expect((await get(`/api/v1/messages/${code}`, token)).status).toBe(401);
    token = await stage.confirmed('13800138000', 'own');
    expect((await get(`/api/v1/messages/${code}`, token)).body).toMatchObject({ name: '罗小满' });
  });

  test('she rates it unsettled and it reopens; the office calls her after the next answer', async () => {
    const bad = await put(`/api/v1/messages/${code}/rating`, token, {
      solved: 2,
      attitude: 4,
      speed: 4,
      settled: false,
    });
    expect(bad.body).toMatchObject({ state: { handling: 'in-progress', voice: 'not-settled' } });
    const desk = `/api/v1/desk/messages/${code}`;
    const final = { type: 'final', text: '护栏已补装。', unit: '苍溪县交通运输局' };
    stage.later(5);
    const draft = await post(`${desk}/replies`, officer, final);
    await post(`${desk}/replies/${draft.body.id}/approval`, approver, {});
    stage.later(10);
    const drafter = await post(`${desk}/visits`, officer, { outcome: 'not-reached' });
    expect(drafter.status).toBe(403);
    const visit = await post(`${desk}/visits`, approver, { outcome: 'not-reached', words: '无人接听' });
    expect(visit.body).toMatchObject({ state: { handling: 'answered' } });
  });

  test('she thanks, rates with words and says settled; words are shown once they are reviewed', async () => {
    const thanks = await post(`/api/v1/messages/${code}/follow-ups`, token, {
      type: 'thanks',
      text: '谢谢,孩子能走桥了。',
    });
    expect(thanks.status).toBe(201);
    followUpId = thanks.body.id;
    const shown = async () => (await get(`/api/v1/messages/${code}`)).body.voices;
    expect((await shown()).followUps).toEqual([]);
    const review = `/api/v1/desk/follow-ups/${followUpId}/publication`;
    expect((await post(review, officer, {})).status).toBe(403);
    expect((await post(review, reviewer, { visibility: 'public' })).status).toBe(200);
    expect((await post(review, reviewer, {})).status).toBe(409);
    expect((await shown()).followUps).toMatchObject([{ text: '谢谢,孩子能走桥了。' }]);
    const rated = await put(`/api/v1/messages/${code}/rating`, token, {
      solved: 5,
      attitude: 5,
      speed: 4,
      words: '办得好',
      settled: true,
    });
    expect(rated.body).toMatchObject({ state: { handling: 'closed', voice: 'settled' }, dueAt: null });
    const ratings = await get('/api/v1/desk/queue?room=review', reviewer);
    expect(ratings.body).toMatchObject({ items: [{ what: 'rating', code }] });
    const ratingId = ratings.body.items[0]?.id;
    expect((await post(`/api/v1/desk/ratings/${ratingId}/publication`, reviewer, {})).status).toBe(200);
    expect((await shown()).ratings.at(-1)).toMatchObject({ words: '办得好', settled: true });
  });

  test('the desk reads the whole history', async () => {
    const desk = await get(`/api/v1/desk/messages/${code}`, officer);
    expect(desk.body.original?.body).toContain('13800138000');
    const steps = desk.body.history.map(({ step }) => step);
    expect(steps).toEqual(
      expect.arrayContaining(['submit', 'publish', 'accept', 'answer', 'reopen', 'settle']),
    );
  });
});
