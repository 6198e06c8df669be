import { beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { description } from '../support/api-check.ts';
import { oracle } from '../domain/policy-oracle.ts';
import { actOf, count, deeds, expectedOf } from '../support/matrix/combinations.ts';
import { notAboutOneMessage, notByOneOperation } from '../support/matrix/not-about-one-message.ts';
import { people } from '../support/matrix/people.ts';
import { stageFiles } from '../support/matrix/stage-files.ts';
import { stageNames } from '../support/matrix/ties.ts';

beforeAll(() => adoptConfig(readConfig({ LOG_LEVEL: 'silent' })));

test('Every operation of the API is in the matrix, or on the list of what is not about one message', async () => {
  const { paths } = (await description()) as unknown as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  const operations = Object.values(paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  const inMatrix = new Set(deeds.map(({ operation }) => operation));
  expect([...inMatrix, ...Object.keys(notAboutOneMessage)].sort()).toEqual(operations.sort());
});

test('Every act of the rules is in the matrix, or on the list of what no operation on one message does', () => {
  const inMatrix = new Set(deeds.flatMap((deed) => stageNames.map((stage) => actOf(deed, stage))));
  expect([...inMatrix, ...Object.keys(notByOneOperation)].sort()).toEqual(Object.keys(oracle).sort());
});

test('Every operation is really done somewhere, and refused somewhere', () => {
  const expected = deeds.flatMap((deed) =>
    stageNames.flatMap((stage) =>
      people.map((person) => ({ operation: deed.operation, ...expectedOf(deed, person, stage) })),
    ),
  );
  const operations = new Set(deeds.map(({ operation }) => operation));
  const done = new Set(expected.filter((each) => each.done).map(({ operation }) => operation));
  const refused = new Set(expected.filter(({ allowed }) => !allowed).map(({ operation }) => operation));
  expect([...operations].filter((each) => !done.has(each) || !refused.has(each))).toEqual([]);
});

test('Every stage is tried in one of the files', () => {
  expect(Object.values(stageFiles).flat().sort()).toEqual([...stageNames].sort());
});

test('The matrix does not shrink', () => {
  const { all, allowed, done } = count(stageNames);
  process.stdout.write(
    `${all} combinations of ${deeds.length} deeds, ${people.length} people and ${stageNames.length} stages: ` +
      `${allowed} allowed (${done} of them done), ${all - allowed} refused\n`,
  );
  expect(all).toBeGreaterThan(39_000);
  expect(allowed).toBeGreaterThan(6_000);
  expect(done).toBeGreaterThan(2_400);
});
