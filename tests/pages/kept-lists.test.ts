import { afterAll, beforeAll, expect, test } from 'vitest';
import { review } from '../../src/server/life/intake/review.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { ask, isKept, keeps } from '../support/plain-ask.ts';
import { openSite, type Site } from '../support/site.ts';

let site: Site;
let story: BoardStory;
beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
  await keeps(site.web.url);
}, 60_000);
afterAll(() => site?.close());

test('Pages of topics, offices and numbers are kept as well, and show what was published with the answer to it', async () => {
  const { officeId } = await site.stage.leader('广元市委书记');
  const lists = ['/topics/197', `/offices/${officeId}`];
  const counting = ['/statistics', '/statistics/regions/510000', `/statistics/offices/${officeId}`];
  const others = ['/topics', '/offices', '/open-data', '/about', '/statistics/how'];
  const paths = [...lists, ...counting, ...others];
  const read = () => Promise.all(paths.map((path) => ask(site.web.url + path)));
  await read();
  const before = await read();
  expect(paths.filter((_, at) => !isKept(before[at] as never))).toEqual([]);

  const title = '滨江路路灯整排不亮已经半个月';
  const code = await story.write(story.luo, { title }, new Date());
  await review(code, { visibility: 'public' }, story.office.reviewer, new Date());
  const after = await read();
  const changed = paths.filter((_, at) => !before[at]?.body.equals(after[at]?.body ?? Buffer.alloc(0)));
  expect(changed).toEqual(expect.arrayContaining([...lists, ...counting]));
  for (const at of lists.keys()) expect(after[at]?.body.toString()).toContain(title);
});
