import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readyDirectory } from '../../src/server/life/directory/ready-directory.ts';
import { app, appPool } from '../../src/server/store/db.ts';
import { faultOf } from '../../src/domain/text.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { importFile } from '../support/import-kit.ts';

const now = new Date('2026-11-09T00:14:00Z');
const shared = path.resolve('../shared/data');
const exports = { replies: 'petitions-with-replies', votes: 'petitions-with-votes' };
const missing = Object.values(exports).filter((name) => !fs.existsSync(path.join(shared, `${name}.csv`)));

const bringIn = (name: string) => {
  const map = JSON.parse(fs.readFileSync(`db/maps/${name}.map.json`, 'utf8')) as object;
  return importFile(path.join(shared, `${name}.csv`), { map, now });
};

const story =
  missing.length === 0
    ? 'real exports, as messy as they are'
    : `real exports: not tested, since ../shared/data lacks ${missing.join(' and ')}`;

describe.skipIf(missing.length > 0)(story, () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
    await readyDirectory(now);
  });
  afterAll(() => house?.close());

  test('Years of messages with replies come in whole', async () => {
    const { report } = await bringIn(exports.replies);
    expect(report).toMatchObject({
      rows: 2288,
      made: 2288,
      answered: 2288,
      archived: 0,
      refused: [],
      overLimits: 534,
    });
    expect(Object.values(report.placed.region).reduce((a, b) => a + b)).toBe(2288);
  }, 180_000);

  test('Messages with votes come in whole, archived; their votes are counted', async () => {
    const { report } = await bringIn(exports.votes);
    expect(report).toMatchObject({
      rows: 3432,
      made: 3432,
      answered: 0,
      archived: 3432,
      refused: [],
      overLimits: 1202,
    });
    expect(report.leftOut).toMatchObject({ likes: { sum: 11485 }, dislikes: { sum: 421 } });
  }, 180_000);

  test('A3区 is a district of A市 with a leader of its own, and both files share the regions', async () => {
    const { rows } = await appPool().query(
      `select r.full_name, p.name, count(*)::int as messages from messages m join regions r on r.code = m.region_code
       join posts p on p.id = m.post_id where r.name = 'A3区' group by 1, 2`,
    );
    expect(rows).toEqual([{ full_name: '西地省A市A3区', name: 'A3区委书记', messages: expect.any(Number) }]);
    const doubles = await appPool().query(
      `select name from regions where code >= '9' group by parent_code, name having count(*) > 1`,
    );
    expect(doubles.rows).toEqual([]);
  });

  test('No public text holds what the form would refuse as a control character', async () => {
    const messages = await app().selectFrom('messages').select(['title', 'body']).execute();
    const faults = messages.flatMap(({ title, body }) => [
      faultOf('title', title ?? '', 100_000),
      faultOf('body', body ?? '', 100_000, { lines: true }),
    ]);
    expect(faults.filter((fault) => fault?.code === 'control-characters')).toEqual([]);
  }, 180_000);
});
