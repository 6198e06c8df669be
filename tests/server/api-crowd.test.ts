import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';

const crowd = 40;
let stage: ApiStage;
let codes: string[];
let reviewer: string;
let officer: string;
beforeAll(async () => {
  stage = await openApiStage();
  const { id: leader, officeId } = await stage.leader('广元市委书记');
  reviewer = (await stage.employed('审核员', 'reviewer')).token;
  officer = (await stage.employed('经办人', 'officer', officeId)).token;
  const verification = await stage.confirmed('13800138000');
  const body = { ...words({ leader }), verification, anotherMatter: true };
  const written = await Promise.all(
    Array.from({ length: crowd }, () => stage.call('POST', '/api/v1/messages', { body })),
  );
  codes = written.map((each) => each.body.code);
});
afterAll(() => stage.close());

/** More at once than the process has connections: nobody may wait for a second one while holding the first. */
test('forty steps at the same moment all get their turn', async () => {
  const step = (name: string, token: string, body: object) =>
    Promise.all(
      codes.map((code) => stage.call('POST', `/api/v1/desk/messages/${code}/${name}`, { token, body })),
    );
  stage.later(2);
  const published = await step('publication', reviewer, { visibility: 'public' });
  expect(new Set(published.map(({ status }) => status))).toEqual(new Set([200]));
  stage.later(2);
  const accepted = await step('acceptance', officer, {});
  expect(new Set(accepted.map(({ status }) => status))).toEqual(new Set([200]));
  const twice = await step('acceptance', officer, {});
  expect(new Set(twice.map(({ status }) => status))).toEqual(new Set([409]));
}, 30_000);
