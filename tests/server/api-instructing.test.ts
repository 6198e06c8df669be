import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Submission } from '../../src/domain/message.ts';
import { instructingStage, type InstructingStage } from '../support/instructing-stage.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { makeStaffToken } from '../../src/server/access/staff-token.ts';

let stage: ApiStage;
let on: InstructingStage;
beforeAll(async () => {
  stage = await openApiStage();
  on = await instructingStage(stage);
});
afterAll(() => stage.close());

const tokenOf = ({ staffId }: { staffId: number }) =>
  makeStaffToken({ staffId, purpose: 'bearer', label: null }, stage.now());
const message = (changes: Partial<Submission> = {}) => on.message(changes, stage.now());

test('over HTTP: a leader instructs, a unit notes and reports, the office sends back and accepts, a stranger hears nothing', async () => {
  const { code } = await message();
  const desk = `/api/v1/desk/messages/${code}`;
  const [secretary, worker, officer, stranger] = await Promise.all(
    [on.secretary, on.worker, on.officer, on.stranger].map(tokenOf),
  );
  const post = (path: string, token: string | undefined, body: unknown) =>
    stage.call('POST', `${desk}${path}`, { ...(token && { token }), body });
  const given = { to: [{ office: on.unitId }], words: '三日内修好。', reportOn: '2026-11-12' };
  expect((await post('/instructions', undefined, given)).status).toBe(401);
  expect((await post('/instructions', officer, given)).status).toBe(403);
  const bad = await post('/instructions', secretary, { ...given, words: '', reportOn: '2026-11-01' });
  expect([bad.status, bad.body.errors.map((e) => e.field)]).toEqual([422, ['words', 'reportOn']]);
  const made = await post('/instructions', secretary, given);
  expect(made.status).toBe(201);
  const thread = (token: string | undefined) =>
    stage.call('GET', `${desk}/instructions`, { ...(token && { token }) });
  const [seen] = (await thread(worker)).body.items as unknown as { addressees: { id: number }[] }[];
  expect((await thread(stranger)).body.items).toEqual([]);
  const id = seen?.addressees[0]?.id;
  expect((await post(`/addressees/${id}/receipt`, worker, {})).status).toBe(200);
  expect((await post(`/addressees/${id}/report`, worker, { words: '已派队。' })).status).toBe(200);
  expect((await post(`/addressees/${id}/acceptance`, worker, {})).status).toBe(403);
  expect(
    (await post(`/addressees/${id}/return`, officer, { words: '何时修好？', reportOn: '2026-11-13' })).status,
  ).toBe(200);
  expect((await post(`/addressees/${id}/report`, worker, { words: '13日修好。' })).status).toBe(200);
  expect((await post(`/addressees/${id}/acceptance`, officer, {})).status).toBe(200);
  expect((await post(`/addressees/${id}/acceptance`, officer, {})).status).toBe(409);
  expect(
    (await post(`/instructions/${made.body.id}/publication`, secretary, { words: '三日内修好。' })).status,
  ).toBe(200);
  const page = await stage.call('GET', `/api/v1/messages/${code}`);
  expect(page.body['trace']).toContainEqual(
    expect.objectContaining({ instruction: { post: '广元市委书记', words: '三日内修好。' } }),
  );
  expect((await post(`/instructions/${made.body.id}/end`, secretary, { words: '不用了。' })).status).toBe(
    409,
  );
  expect((await post(`/addressees/999999/receipt`, worker, {})).status).toBe(403);
});
