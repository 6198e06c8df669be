import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import { rowsOf } from '../support/after-work.ts';

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
afterAll(() => stage.close());

const seen = async (code: string) => stage.call('GET', `/api/v1/messages/${code}`);
const listed = async (code: string) =>
  (await stage.call('GET', '/api/v1/messages?limit=50')).body.items.some((each) => each.code === code);

/** A message that was answered, with a public follow-up and rating words. */
async function answered() {
  const { code, author } = await stage.published({ to: '广元市委书记' });
  const { officer, approver } = await stage.people(office);
  await stage.step(code, 'acceptance', officer);
  const draft = { type: 'final', text: '桥面已修补通车。联系电话0839-5220000。', unit: office };
  const { body } = await stage.step(code, 'replies', officer, draft);
  await stage.step(code, `replies/${body.id}/approval`, approver);
  const said = { type: 'facts', text: '又塌了一块。' };
  await stage.call('POST', `/api/v1/messages/${code}/follow-ups`, { token: author, body: said });
  const [followUp] = await rowsOf<{ id: number }>('select max(id) as id from follow_ups');
  const shown = { token: mo, body: { visibility: 'public' } };
  await stage.call('POST', `/api/v1/desk/follow-ups/${followUp?.id}/publication`, shown);
  return { code, author };
}

describe('Two reviewers take a message down and show it again', () => {
  let code: string;
  let author: string;
  let before: string;

  test('one proposes: nothing changes for the public; the same one cannot confirm, nor propose twice', async () => {
    ({ code, author } = await answered());
    before = JSON.stringify({ ...(await seen(code)).body, trace: null });
    const given = { code: 'privacy', words: '写了邻居的病情。' };
    expect((await stage.step(code, 'take-down', lin, given)).status).toBe(200);
    expect((await seen(code)).status).toBe(200);
    const own = await stage.step(code, 'take-down-decision', lin, { agree: true });
    expect(own.body).toMatchObject({ status: 403, code: 'second-reviewer-confirms' });
    const twice = await stage.step(code, 'take-down', mo, given);
    expect(twice.body).toMatchObject({ status: 409, code: 'take-down-proposed' });
  });

  test('another confirms: the page says that it was taken down and why; no list and no number has it', async () => {
    expect((await stage.step(code, 'take-down-decision', mo, { agree: true })).status).toBe(200);
    const gone = await seen(code);
    expect(gone.body).toMatchObject({ status: 410, code: 'taken-down', reason: 'privacy' });
    expect(JSON.stringify(gone.body)).not.toMatch(/桥|邻居/);
    expect(await listed(code)).toBe(false);
    expect(await stage.breaches()).toEqual([]);
    const late = await stage.step(code, 'take-down-decision', lin, { agree: true });
    expect(late.body).toMatchObject({ status: 409, code: 'taken-by-other', who: '审核员莫' });
  });

  test('its author sees it in full with the reason; its office goes on with it', async () => {
    const own = await stage.call('GET', `/api/v1/messages/${code}`, { token: author });
    expect(own.body).toMatchObject({ takenDownFor: 'privacy', state: { publication: 'taken-down' } });
    expect(own.body.voices.replies[0]?.['text']).toContain('桥面已修补');
    expect(own.body.voices.followUps[0]?.['text']).toBe('又塌了一块。');
    const jobs = await rowsOf(
      "select 1 from outbox where task = 'notify' and payload->>'what' = 'taken-down'",
    );
    expect(jobs.length).toBe(1);
    const { head } = await stage.people(office);
    const visited = await stage.step(code, 'visits', head, { outcome: 'not-said' });
    expect(visited.status).toBeLessThan(300);
  });

  test('shown again by two, it reads as before', async () => {
    await stage.step(code, 'restoration', mo, { words: '已核实，没有点名。' });
    expect((await stage.step(code, 'take-down-decision', lin, { agree: true })).status).toBe(200);
    const now = (await seen(code)).body;
    const { title, body, place, voices } = JSON.parse(before);
    expect(now).toMatchObject({ title, body, place, voices });
    expect(await listed(code)).toBe(true);
    expect(await stage.breaches()).toEqual([]);
  });

  test('a refused proposal changes nothing, and its proposer may take one back', async () => {
    const given = { code: 'rumour', words: '没有核实。' };
    await stage.step(code, 'take-down', lin, given);
    expect((await stage.step(code, 'take-down-decision', mo, { agree: false })).status).toBe(200);
    await stage.step(code, 'take-down', lin, given);
    expect((await stage.step(code, 'take-down-decision', lin, { agree: false })).status).toBe(200);
    expect((await seen(code)).status).toBe(200);
  });
});

describe('A legal order', () => {
  test('takes a message down at once, with its document; reviewers cannot undo it, a document can', async () => {
    const { code } = await answered();
    const order = { show: false, code: 'judicial', document };
    expect((await stage.step(code, 'legal-order', lin, order)).status).toBe(403);
    const blank = await stage.step(code, 'legal-order', operator, {
      ...order,
      document: { number: '', on: '2026-13-40', issuer: ' ' },
    });
    expect(blank.body.errors.map(({ field }) => field)).toEqual(['number', 'issuer', 'on']);
    expect((await stage.step(code, 'legal-order', operator, order)).status).toBe(200);
    expect((await seen(code)).body).toMatchObject({ status: 410, reason: 'judicial' });
    const [kept] = await rowsOf<Record<string, string>>(
      'select document_number as number, document_issuer as issuer from take_downs t join messages m on m.id = t.message_id where m.code = $1',
      [code],
    );
    expect(kept).toEqual({ number: document.number, issuer: document.issuer });
    const undo = await stage.step(code, 'restoration', lin, { words: '想恢复。' });
    expect(undo.body).toMatchObject({ status: 409, code: 'taken-down-by-order' });
    expect((await stage.step(code, 'legal-order', operator, { ...order, show: true })).status).toBe(200);
    expect((await seen(code)).status).toBe(200);
    expect(await stage.breaches()).toEqual([]);
  });

  test('of what is not public an operator learns nothing', async () => {
    const { code } = await stage.published({ to: '广元市委书记', visibility: 'private' });
    const order = { show: false, code: 'judicial', document };
    expect((await stage.step(code, 'legal-order', operator, order)).status).toBe(404);
    expect((await seen(code)).status).toBe(404);
  });
});

test('What an office answers meanwhile is shown with the message, unless it holds personal data', async () => {
  const { code } = await stage.published({ to: '广元市委书记' });
  const { officer, approver } = await stage.people(office);
  await stage.step(code, 'acceptance', officer);
  await stage.step(code, 'take-down', lin, { code: 'rumour', words: '没有核实。' });
  await stage.step(code, 'take-down-decision', mo, { agree: true });
  const draft = { type: 'final', text: '桥面已于11月9日修补通车。联系电话0839-5220000。', unit: office };
  const { body } = await stage.step(code, 'replies', officer, draft);
  expect((await stage.step(code, `replies/${body.id}/approval`, approver)).status).toBe(200);
  expect(await stage.breaches()).toEqual([]);
  await stage.step(code, 'restoration', lin, { words: '已核实。' });
  expect((await stage.step(code, 'take-down-decision', mo, { agree: true })).status).toBe(200);
  expect((await seen(code)).body.voices.replies[0]?.['text']).toContain('修补通车');
  expect(await stage.breaches()).toEqual([]);
});
