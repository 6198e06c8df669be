import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';

const city = '广元市信访局';
const county = '苍溪县信访局';
const bureau = '苍溪县交通运输局';
const housing = '苍溪县住房和城乡建设局';

let stage: ChainStage;
beforeAll(async () => {
  stage = await openChainStage();
});
afterAll(() => stage.close());

const accepted = () => stage.accepted('广元市委书记', city);
const ordered: ChainStage['ordered'] = (...of) => stage.ordered(...of);
const signed: ChainStage['signed'] = (...of) => stage.signed(...of);
const returned: ChainStage['returned'] = (...of) => stage.returned(...of);
const reported: ChainStage['reported'] = (...of) => stage.reported(...of);

describe('Orders go down the chain and results come back up', () => {
  let code: string;
  let toCounty: number;
  let toBureau: number;

  test('the city hands it to the county: the county holds it, the city still answers for it', async () => {
    code = await accepted();
    const before = await stage.row(code);
    toCounty = await ordered(code, city, county);
    expect(await stage.row(code)).toMatchObject({
      next: 'accept-order',
      holder: county,
      answerable: city,
      handling: 'in-progress',
      dueAt: before.dueAt,
    });
    expect(await stage.breaches()).toEqual([]);
  });

  test('a second lead beside the first is refused, and an order to oneself, or to somebody not below', async () => {
    const { officer } = await stage.people(city);
    const order = (office: number) => ({ office, role: 'lead', words: '请办。' });
    const again = await stage.step(code, 'assignments', officer, order(await stage.office('剑阁县信访局')));
    expect(again.body).toMatchObject({ status: 409, code: 'order-open' });
    const other = await accepted();
    for (const [name, why] of [
      ['绵阳市信访局', 'not-below'],
      [city, 'not-below'],
    ] as const) {
      const refused = await stage.step(other, 'assignments', officer, order(await stage.office(name)));
      expect(refused.body.errors, name).toMatchObject([{ field: 'office', code: why }]);
    }
    const unknown = await stage.step(other, 'assignments', officer, order(99_999_999));
    expect(unknown.body.errors).toMatchObject([{ field: 'office', code: 'unknown-office' }]);
  });

  test('an officer of the county signs for it; the second one is told who was first', async () => {
    expect((await signed(code, toCounty, county)).status).toBe(200);
    const { approver } = await stage.people(county);
    const late = await stage.step(code, `assignments/${toCounty}/acceptance`, approver);
    expect(late.body).toMatchObject({ status: 409, code: 'taken-by-other' });
    expect(await stage.row(code)).toMatchObject({ next: 'work', holder: county });
  });

  test('the county hands it on to its bureau, which reads the original; a bureau beside it reads nothing', async () => {
    toBureau = await ordered(code, county, bureau, { dueOn: '2026-11-18' });
    const read = async (unit: string) =>
      stage.call('GET', `/api/v1/desk/messages/${code}`, { token: (await stage.people(unit)).officer });
    expect((await read(bureau)).body.original).not.toBeNull();
    expect((await read(county)).body.relations).toContain('orderer');
    expect((await read(housing)).status).toBe(404);
  });

  test('nobody below may have longer than what was promised above', async () => {
    const other = await accepted();
    const { officer } = await stage.people(city);
    const body = { office: await stage.office(county), role: 'lead', words: '请办。' };
    const late = await stage.step(other, 'assignments', officer, { ...body, dueOn: '2027-01-20' });
    expect(late.body.errors).toMatchObject([{ field: 'dueOn', code: 'due-after-promise' }]);
    const past = await stage.step(other, 'assignments', officer, { ...body, dueOn: '2026-11-02' });
    expect(past.body.errors).toMatchObject([{ field: 'dueOn', code: 'due-passed' }]);
  });

  test('the bureau works and reports; the county sends it back once, then accepts and reports itself', async () => {
    await signed(code, toBureau, bureau);
    expect((await reported(code, toBureau, bureau)).status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'judge', holder: county });
    const { officer } = await stage.people(county);
    const back = await stage.step(code, `assignments/${toBureau}/result-return`, officer, {
      words: '护栏还没有说。',
    });
    expect(back.status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'work', holder: bureau });
    await reported(code, toBureau, bureau);
    expect((await stage.step(code, `assignments/${toBureau}/result-approval`, officer)).status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'work', holder: county });
    await reported(code, toCounty, county);
    const { officer: cityOfficer } = await stage.people(city);
    expect((await stage.step(code, `assignments/${toCounty}/result-approval`, cityOfficer)).status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'answer', holder: city, answerable: city });
    expect(await stage.breaches()).toEqual([]);
  });

  test('the city answers in public', async () => {
    const { officer, approver } = await stage.people(city);
    const draft = await stage.step(code, 'replies', officer, {
      type: 'final',
      text: '桥面已修补通车。联系电话0839-5220000。',
      unit: bureau,
    });
    expect(draft.status).toBe(201);
    expect((await stage.step(code, `replies/${draft.body.id}/approval`, approver)).status).toBe(200);
    const page = await stage.call('GET', `/api/v1/messages/${code}`);
    expect(page.body['answerUnit']).toBe(bureau);
    expect(JSON.stringify(page.body)).not.toContain('护栏还没有说');
  });
});

describe('Not ours', () => {
  test('a first return goes to the orderer, a second to the common superior, whose ruling binds', async () => {
    const code = await accepted();
    const toCounty = await ordered(code, city, county);
    await signed(code, toCounty, county);
    const first = await ordered(code, county, bureau);
    expect((await returned(code, first, bureau)).status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'work', holder: county });
    const { officer } = await stage.people(county);
    const again = { office: await stage.office(bureau), role: 'lead', words: '还是请你们办。' };
    const refused = await stage.step(code, 'assignments', officer, again);
    expect(refused.body.errors).toMatchObject([{ field: 'office', code: 'returned-before' }]);
    const second = await ordered(code, county, housing);
    expect((await returned(code, second, housing)).status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'rule', holder: county });
    const ruling = { office: await stage.office(bureau), words: '县道桥梁由交通部门管养。' };
    expect((await stage.step(code, 'ruling', officer, ruling)).status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'work', holder: bureau });
    const { body } = await stage.call('GET', `/api/v1/desk/messages/${code}`, { token: officer });
    const orders = body['orders'] as { id: number; state: string; to: { name: string } }[];
    const bound = orders.find((o) => o.state === 'accepted' && o.to.name === bureau);
    expect((await returned(code, bound?.id ?? 0, bureau)).body).toMatchObject({ status: 409 });
    expect(await stage.breaches()).toEqual([]);
  });

  test('after its clock an order can no longer be returned; the orderer takes it back with everything below', async () => {
    const code = await accepted();
    const toCounty = await ordered(code, city, county);
    await signed(code, toCounty, county);
    const toBureau = await ordered(code, county, bureau);
    stage.later(4 * 24 * 60);
    expect((await returned(code, toBureau, bureau)).body).toMatchObject({
      status: 409,
      code: 'return-too-late',
    });
    const { officer } = await stage.people(city);
    const back = await stage.step(code, `assignments/${toCounty}/cancellation`, officer, {
      words: '改由市里直接办。',
    });
    expect(back.status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'answer', holder: city });
    const late = await signed(code, toBureau, bureau);
    expect([403, 404, 409]).toContain(late.status);
    expect(await stage.breaches()).toEqual([]);
  });

  test('an addressed office returns a message to the desk, which hands it on; the second return is ruled on', async () => {
    const { code } = await stage.published({ to: '苍溪县委书记' });
    const promised = (await stage.row(code)).dueAt;
    const { officer } = await stage.people(county);
    const reason = { code: 'other-place', words: '这座桥在邻县。' };
    expect((await stage.step(code, 'transfer-return', officer, reason)).status).toBe(200);
    expect(await stage.row(code)).toMatchObject({ next: 'transfer', answerable: '审核台', holder: '审核台' });
    const reviewer = await stage.reviewer();
    const there = { office: await stage.office('剑阁县信访局'), words: '桥在剑阁。' };
    const back = await stage.step(code, 'transfers', reviewer, {
      ...there,
      office: await stage.office(county),
    });
    expect(back.body.errors).toMatchObject([{ field: 'office', code: 'returned-before' }]);
    expect((await stage.step(code, 'transfers', reviewer, there)).status).toBe(200);
    expect(await stage.row(code)).toMatchObject({
      next: 'accept',
      answerable: '剑阁县信访局',
      dueAt: promised,
    });
    const { officer: other } = await stage.people('剑阁县信访局');
    await stage.step(code, 'transfer-return', other, reason);
    expect(await stage.row(code)).toMatchObject({ next: 'rule', answerable: city, holder: city });
    const { officer: superior } = await stage.people(city);
    const ruled = await stage.step(code, 'ruling', superior, {
      office: await stage.office(county),
      words: '按界桩,桥在苍溪。',
    });
    expect(ruled.status).toBe(200);
    expect(await stage.row(code)).toMatchObject({
      next: 'answer',
      answerable: county,
      holder: county,
      handling: 'in-progress',
      dueAt: promised,
    });
    expect(await stage.breaches()).toEqual([]);
  });
});
