import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { ListedRegion } from '../../src/domain/directory/tidy-division.ts';
import { changeDirectory } from '../../src/server/life/directory/change-directory.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { addRegions } from '../../src/server/life/directory/generation/add-regions.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { app } from '../../src/server/store/db.ts';
import { standingPost } from '../../src/server/store/directory/successors.ts';
import { leader } from '../../src/server/views/leaders.ts';
import { messagePage } from '../../src/server/views/message-page.ts';
import { setStage, words, type Stage } from '../support/story.ts';

// A citizen writes to 苍溪县委书记; while the message waits for review the county merges into 柳河区.
const province = { provinceCode: '990000', cityCode: null };
const city = { provinceCode: '990000', cityCode: '990100' };
const regions: ListedRegion[] = [
  { code: '990000', name: '江源省', level: 1, parentCode: null, ...province },
  { code: '990100', name: '云浦市', level: 2, parentCode: '990000', ...city },
  { code: '990101', name: '柳河区', level: 3, parentCode: '990100', ...city },
  { code: '990122', name: '苍溪县', level: 3, parentCode: '990100', ...city },
];
const operator: Actor = { kind: 'machine', name: 'test' };

let stage: Stage;
let code: string;
let author: Awaited<ReturnType<Stage['citizen']>>;
let former: { id: number };
let heir: { id: number; officeId: number };

beforeAll(async () => {
  stage = await setStage();
  const from = { validFrom: '2020-01-01', origin: 'invented' };
  await changeDirectory((tx) => addRegions(tx, regions, from));
  former = await leaderOf('990122');
  author = await stage.citizen('13800138000');
  const arrival = { by: { citizenId: author.citizenId }, source: 'api' as const, idempotencyKey: null };
  ({ code } = await submit(words({ leader: former.id }), arrival, stage.start));
  const merging = { from: ['990122'], into: { code: '990101' }, onDay: '2026-11-09', source: '通知' };
  await changeDirectory((tx) => mergeRegions(tx, merging, operator, stage.start));
  heir = await leaderOf('990101');
});
afterAll(() => stage.close());

async function leaderOf(regionCode: string): Promise<{ id: number; officeId: number }> {
  const posts = app().selectFrom('posts').select(['id', 'office_id']).where('rank', '=', 1);
  const { id, office_id } = await posts.where('region_code', '=', regionCode).executeTakeFirstOrThrow();
  return { id, officeId: office_id };
}

test('The message that waited goes to the office that follows, and can be read', async () => {
  const reviewer = await stage.staff('审核员甲', 'reviewer');
  const later = new Date(stage.start.getTime() + 3_600_000);
  const taken = await review(code, { visibility: 'public' }, reviewer, later);
  expect(taken.answerableId).toBe(heir.officeId);
  expect(await messagePage(app(), code)).toBeDefined();
});

test('The old post leads to the new one and takes no more messages; the new one does', async () => {
  expect(await standingPost(app(), former.id)).toBe(heir.id);
  expect(await leader(app(), former.id)).toMatchObject({ receives: false, successor: { id: heir.id } });
  const arrival = { by: { citizenId: author.citizenId }, source: 'api' as const, idempotencyKey: null };
  const again = { title: '另一件事', body: '村里的路灯坏了两个月了,晚上没法走路,请派人来修一修。' };
  await expect(submit(words({ leader: former.id, ...again }), arrival, stage.start)).rejects.toMatchObject({
    code: 'unknown-leader',
  });
  const receipt = await submit(words({ leader: heir.id, ...again }), arrival, stage.start);
  expect(receipt.state.publication).toBe('awaiting-review');
});
