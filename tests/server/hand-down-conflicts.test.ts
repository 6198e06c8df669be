import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';

const city = '广元市信访局';
const county = '苍溪县信访局';

let stage: ChainStage;
beforeAll(async () => {
  stage = await openChainStage();
});
afterAll(() => stage.close());

const accepted = () => stage.accepted('广元市委书记', city);
const ordered: ChainStage['ordered'] = (...of) => stage.ordered(...of);
const signed: ChainStage['signed'] = (...of) => stage.signed(...of);
const reported: ChainStage['reported'] = (...of) => stage.reported(...of);

describe('Joint work', () => {
  test('the final answer waits for every part, or names what it did not wait for', async () => {
    const code = await accepted();
    const lead = await ordered(code, city, county);
    const part = await ordered(code, city, '广元市交通运输局', { role: 'joint' });
    const waived = await ordered(code, city, '广元市水务局', { role: 'joint' });
    await signed(code, lead, county);
    await reported(code, lead, county);
    const { officer, approver } = await stage.people(city);
    await stage.step(code, `assignments/${lead}/result-approval`, officer);
    const draft = await stage.step(code, 'replies', officer, {
      type: 'final',
      text: '桥面已修补通车。联系电话0839-5220000。',
      unit: county,
    });
    const early = await stage.step(code, `replies/${draft.body.id}/approval`, approver);
    expect(early.body).toMatchObject({ status: 409, code: 'parts-open' });
    await signed(code, part, '广元市交通运输局');
    await reported(code, part, '广元市交通运输局');
    expect((await stage.step(code, `assignments/${part}/result-approval`, officer)).status).toBe(200);
    const leave = await stage.step(code, `assignments/${waived}/waiver`, officer, { words: '与河道无关。' });
    expect(leave.status).toBe(200);
    expect((await stage.step(code, `replies/${draft.body.id}/approval`, approver)).status).toBe(200);
    const page = await stage.call('GET', `/api/v1/messages/${code}`);
    expect(page.body.voices.replies).toMatchObject([{ waived: ['广元市水务局'] }]);
    expect(await stage.breaches()).toEqual([]);
  });
});

describe('Conflict of interest', () => {
  test('a unit complained of loses the message to the level above, and reads the public text only', async () => {
    const code = await accepted();
    const toCounty = await ordered(code, city, county);
    await signed(code, toCounty, county);
    const reviewer = await stage.reviewer();
    const named = await stage.step(code, 'complained-of', reviewer, {
      offices: [await stage.office(county)],
    });
    expect(named.status, JSON.stringify(named.body)).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'answer', holder: city, answerable: city });
    const { officer } = await stage.people(county);
    expect((await stage.call('GET', `/api/v1/desk/messages/${code}`, { token: officer })).status).toBe(404);
    const { officer: cityOfficer } = await stage.people(city);
    const again = await stage.step(code, 'assignments', cityOfficer, {
      office: await stage.office(county),
      role: 'lead',
      words: '请办。',
    });
    expect(again.body.errors).toMatchObject([{ field: 'office', code: 'complained-of' }]);
    expect(await stage.breaches()).toEqual([]);
  });

  test('an office that answers and is complained of gives way to the level above, on the same promise', async () => {
    const code = await accepted();
    const { dueAt } = await stage.row(code);
    await stage.step(code, 'complained-of', await stage.reviewer(), { offices: [await stage.office(city)] });
    expect(await stage.row(code)).toMatchObject({
      next: 'answer',
      answerable: '四川省信访局',
      holder: '四川省信访局',
      dueAt,
    });
    const { officer } = await stage.people(city);
    const draft = { type: 'final', text: '已修好。', unit: city };
    expect((await stage.step(code, 'replies', officer, draft)).status).toBe(403);
    expect(await stage.breaches()).toEqual([]);
  });

  test('named before review, the message goes to the level above at once', async () => {
    const author = await stage.confirmed('13700001111');
    const { id } = await stage.leader('苍溪县委书记');
    const { body } = await stage.call('POST', '/api/v1/messages', {
      body: {
        ...{
          leader: id,
          kind: 'complaint',
          topic: 197,
          title: '信访局不收材料',
          body: '去了三次都说不归他们管。',
        },
        ...{ name: '罗小满', visibility: 'public', pictures: [], verification: author },
      },
    });
    const reviewer = await stage.reviewer();
    await stage.step(body.code, 'complained-of', reviewer, { offices: [await stage.office(county)] });
    await stage.step(body.code, 'publication', reviewer, { visibility: 'public' });
    expect(await stage.row(body.code)).toMatchObject({ next: 'accept', answerable: city });
    expect(await stage.breaches()).toEqual([]);
  });

  test('an officer who steps back reads no more than everybody', async () => {
    const code = await accepted();
    const { officer, head } = await stage.people(city);
    expect((await stage.step(code, 'conflict', officer, { words: '当事人是我亲属。' })).status).toBe(200);
    expect((await stage.call('GET', `/api/v1/desk/messages/${code}`, { token: officer })).status).toBe(404);
    expect((await stage.call('GET', `/api/v1/desk/messages/${code}`, { token: head })).status).toBe(200);
  });
});

describe('Ends that no answer brings', () => {
  test('two messages on one matter become one: the earlier date governs, both authors get the answer', async () => {
    const first = await accepted();
    const earlier = await stage.row(first);
    stage.later(24 * 60);
    const second = await accepted();
    const { officer, approver } = await stage.people(city);
    const merged = await stage.step(first, 'merge', officer, { into: second });
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    expect(await stage.row(first)).toMatchObject({ handling: 'closed', next: 'none' });
    expect(await stage.row(second)).toMatchObject({ dueAt: earlier.dueAt });
    const draft = await stage.step(second, 'replies', officer, {
      type: 'final',
      text: '桥面已修补通车。联系电话0839-5220000。',
      unit: city,
    });
    await stage.step(second, `replies/${draft.body.id}/approval`, approver);
    const page = await stage.call('GET', `/api/v1/messages/${first}`);
    expect(page.body['mergedInto']).toBe(second);
    const itself = await stage.step(second, 'merge', officer, { into: second });
    expect(itself.body.errors).toMatchObject([{ field: 'into', code: 'merge-itself' }]);
    expect(await stage.breaches()).toEqual([]);
  });

  test('an end with a code needs a second signature, and tells the author the right way', async () => {
    const code = await accepted();
    const { officer, approver } = await stage.people(city);
    const why = { code: 'outside-power', words: '这件事由法院审理,请向苍溪县人民法院立案庭咨询。' };
    expect((await stage.step(code, 'ending', officer, why)).status).toBe(200);
    expect((await stage.step(code, 'ending', officer, why)).body).toMatchObject({ code: 'ending-proposed' });
    expect((await stage.step(code, 'ending-decision', officer, { end: true })).status).toBe(403);
    expect((await stage.step(code, 'ending-decision', approver, { end: true })).status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ handling: 'closed', next: 'none' });
    expect(await stage.breaches()).toEqual([]);
  });
});
