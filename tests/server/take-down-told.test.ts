import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { app } from '../../src/server/store/db.ts';
import { newestAnswered } from '../../src/server/views/home.ts';
import { afterWork } from '../support/after-work.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';

const office = '广元市信访局';
const document = { number: '（2026）川0802民初9号', on: '2026-11-02', issuer: '广元市利州区人民法院' };

let stage: ChainStage;
let lin: string;
let mo: string;
let operator: string;
beforeAll(async () => {
  stage = await openChainStage();
  lin = await stage.reviewer();
  mo = (await stage.employed('审核员莫', 'reviewer')).token;
  operator = (await stage.employed('方舟', 'operator')).token;
});
afterAll(() => stage?.close());

/** What somebody was told of a message, the newest first. */
async function told(token: string, code: string): Promise<string[]> {
  await afterWork(stage).settle(stage.now());
  const { body } = await stage.call('GET', '/api/v1/desk/notices', { token });
  const items = body.items as unknown as { what: string; message: { code: string } | null }[];
  return items.filter(({ message }) => message?.code === code).map(({ what }) => what);
}

/** A message whose answer is guidance and whose suggestion was adopted. */
async function marked(): Promise<string> {
  const { code } = await stage.published({ to: '广元市委书记', kind: 'suggestion', title: '石拱桥限重' });
  const { officer, approver } = await stage.people(office);
  await stage.step(code, 'acceptance', officer);
  const draft = { type: 'final', text: '石拱桥限重十吨，十一月起执行。电话0839-5220000。', unit: office };
  const { body } = await stage.step(code, 'replies', officer, draft);
  await stage.step(code, `replies/${body.id}/approval`, approver);
  for (const mark of [{ what: 'guidance' }, { what: 'adopted', measure: '桥梁限重办法', on: '2026-11-09' }]) {
    const made = await stage.step(code, 'marks', officer, mark);
    expect((await stage.step(code, `marks/${made.body.id}/confirmation`, approver)).status).toBe(200);
  }
  return code;
}

/** Every place where everybody meets messages, and whether this one is there. */
async function shownIn(code: string): Promise<string[]> {
  const { id } = await stage.leader('广元市委书记');
  const asked = { title: '石拱桥限重', body: '石拱桥限重多少？', leader: id };
  const places = {
    home: await newestAnswered(app(), 50),
    messages: (await stage.call('GET', '/api/v1/messages?limit=50')).body,
    answered: (await stage.call('GET', '/api/v1/messages?limit=50&tab=answered')).body,
    found: (await stage.call('GET', `/api/v1/messages?limit=50&q=${encodeURIComponent('石拱桥限重')}`)).body,
    guidance: (await stage.call('GET', '/api/v1/guidance?limit=50')).body,
    'guidance found': (await stage.call('GET', `/api/v1/guidance?q=${encodeURIComponent('石拱桥')}`)).body,
    'guidance offered': (await stage.call('POST', '/api/v1/guidance/similar', { body: asked })).body,
    adopted: (await stage.call('GET', '/api/v1/adopted?limit=50')).body,
  };
  return Object.keys(places).filter((each) =>
    JSON.stringify(places[each as keyof typeof places]).includes(code),
  );
}

describe('A second reviewer is told that a proposal waits', () => {
  test('of taking down and of restoring; whoever proposed it is not', async () => {
    const { code } = await stage.published({ to: '广元市委书记' });
    await stage.step(code, 'take-down', lin, { code: 'privacy', words: '写了邻居的病情。' });
    expect(await told(mo, code)).toContain('take-down-proposed');
    expect(await told(lin, code)).not.toContain('take-down-proposed');
    await stage.step(code, 'take-down-decision', mo, { agree: true });
    await stage.step(code, 'restoration', mo, { words: '已核实。' });
    expect(await told(lin, code)).toContain('take-down-proposed');
    expect((await told(mo, code)).filter((what) => what === 'take-down-proposed')).toHaveLength(1);
  });
});

describe('The office that answers is told', () => {
  test('when its message was taken down and when it is public again, by reviewers or by an order', async () => {
    const code = await stage.accepted('广元市委书记', office);
    const { officer } = await stage.people(office);
    await stage.step(code, 'take-down', lin, { code: 'rumour', words: '没有核实。' });
    expect((await told(officer, code)).filter((what) => /down|restored/.test(what))).toEqual([]);
    await stage.step(code, 'take-down-decision', mo, { agree: true });
    expect((await told(officer, code))[0]).toBe('taken-down');
    await stage.step(code, 'restoration', lin, { words: '已核实。' });
    await stage.step(code, 'take-down-decision', mo, { agree: true });
    expect((await told(officer, code))[0]).toBe('restored');
    for (const show of [false, true]) {
      await stage.step(code, 'legal-order', operator, { show, code: 'judicial', document });
      expect((await told(officer, code))[0]).toBe(show ? 'restored' : 'taken-down');
    }
  });
});

describe('What is taken down stands nowhere', () => {
  test('neither at home nor in lists, searches, guidance or what was adopted; restored, it is back in each', async () => {
    const code = await marked();
    await indexTexts(50);
    const before = await shownIn(code);
    expect(before).toEqual([
      ...['home', 'messages', 'answered', 'found'],
      ...['guidance', 'guidance found', 'guidance offered', 'adopted'],
    ]);
    await stage.step(code, 'take-down', lin, { code: 'privacy', words: '写了邻居的病情。' });
    expect(await shownIn(code)).toEqual(before);
    await stage.step(code, 'take-down-decision', mo, { agree: true });
    expect(await shownIn(code)).toEqual([]);
    await stage.step(code, 'restoration', lin, { words: '已核实。' });
    await stage.step(code, 'take-down-decision', mo, { agree: true });
    await indexTexts(50);
    expect(await shownIn(code)).toEqual(before);
    expect(await stage.breaches()).toEqual([]);
  });
});
