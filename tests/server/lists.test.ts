import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { app } from '../../src/server/store/db.ts';
import { officeQueue } from '../../src/server/views/desk/office-queue.ts';
import { officeTabs, type OfficeTab } from '../../src/domain/office-tabs.ts';
import { listMessages } from '../../src/server/views/list-messages.ts';
import type { MessageFilter } from '../../src/server/views/message-filter.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyMessages } from '../support/many-messages.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await manyMessages(500);
  // Of every seventh message a draft waits; of every other of these it corrects an answer.
  await rowsOf(`insert into replies (message_id, type, state, office_id, unit_name, text, drafted_at, published_at)
    select id, 'final', 'published', answerable_id, '城管局', '已安排。', now(), now() from messages where id % 14 = 0`);
  await rowsOf(`insert into replies (message_id, type, state, office_id, unit_name, drafted_at, corrects_id)
    select m.id, 'final', 'draft', m.answerable_id, '城管局', now(), a.id
    from messages m left join replies a on a.message_id = m.id and a.state = 'published' where m.id % 7 = 0`);
});
afterAll(() => house?.close());

/** All codes of a list, page after page. */
async function read(filter: MessageFilter, limit: number): Promise<string[]> {
  const codes: string[] = [];
  let after: string | undefined;
  do {
    const page = await listMessages(app(), filter, { after, limit });
    codes.push(...page.items.map((item) => item.code));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return codes;
}

/** The same said in plain SQL, sorted in one go. */
async function expected({ leader, region, kind, topic, status }: MessageFilter): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    `select code from messages where publication = 'public'
      and ($1::bigint is null or post_id = $1) and ($2::text is null or $2 in (region_code, province_code, city_code))
      and ($3::text is null or kind = $3) and ($4::smallint is null or topic_id = $4 or topic_id in (select id from topics where parent_id = $4))
      and ($5::text is null or case $5 when 'answered' then handling in ('answered', 'closed') and answered_at is not null else handling = $5 end) order by published_at desc, id desc`,
    [leader ?? null, region ?? null, kind ?? null, topic ?? null, status ?? null],
  );
  return rows.map((row) => row.code);
}

describe('A list page by page is the whole list in order of publication', () => {
  const places: MessageFilter[] = [
    {},
    { region: '510000' },
    { region: '510100' },
    { region: '120101' },
    { leader: 3 },
  ];
  const topics: MessageFilter[] = [{}, { topic: 1 }, { topic: 21 }];
  const rest: MessageFilter[] = [
    ...[
      {},
      { status: 'waiting' as const },
      { status: 'in-progress' as const },
      { status: 'answered' as const },
    ],
    ...[{ kind: 'thanks' as const }, { kind: 'help' as const, status: 'answered' as const }],
  ];
  const filters = places.flatMap((p) => topics.flatMap((t) => rest.map((r) => ({ ...p, ...t, ...r }))));
  test.for(filters.map((filter) => [JSON.stringify(filter), filter] as const))('%s', async ([, filter]) => {
    const whole = await expected(filter);
    expect(await read(filter, 20)).toEqual(whole);
    expect((await listMessages(app(), filter, { limit: 5 })).items.map((item) => item.code)).toEqual(
      whole.slice(0, 5),
    );
  });

  test('in pages of the longest size and one above it', async () => {
    const whole = await expected({});
    expect(await read({}, 100)).toEqual(whole);
    expect(await read({}, 150)).toEqual(whole);
  });
});

describe('The queue of an office', () => {
  const conditions: Record<OfficeTab, string> = {
    all: `handling <> 'closed'`,
    'to-accept': `handling = 'waiting'`,
    'to-work': 'false',
    'to-judge': 'false',
    'to-rule': 'false',
    'handed-down': 'false',
    'to-answer': `handling = 'in-progress' and not exists (select from replies a where a.message_id = messages.id and a.state = 'draft' and a.corrects_id is null)`,
    'to-approve': `exists (select from replies a where a.message_id = messages.id and a.state = 'draft' and (handling = 'in-progress' or a.corrects_id is not null))`,
    'to-visit': 'false',
    'to-review': 'false',
    late: `handling <> 'closed' and due_at < now()`,
    answered: `answered_at is not null and handling in ('answered', 'closed')`,
  };
  test.for(officeTabs)(
    'holds under %s what the plain condition finds, page by page, and counts it',
    async (tab) => {
      const offices = (await rowsOf<{ id: number }>('select id from offices order by id limit 2')).map(
        ({ id }) => id,
      );
      const duties = offices.map((officeId) => ({ role: 'officer' as const, officeId, postId: null }));
      const actor: Actor = { kind: 'staff', staffId: 1, name: '赵', duties };
      const whole = await rowsOf<{ code: string }>(
        `select code from messages where answerable_id = any ($1) and ${conditions[tab]}
        order by ${tab === 'answered' ? 'answered_at desc, id desc' : 'due_at, id'}`,
        [offices],
      );
      const page = async (offset: number) =>
        officeQueue(app(), actor, { tab, limit: 10, offset }, new Date());
      const found = [...(await page(0)).items, ...(await page(10)).items].map((item) => item.code);
      expect(found).toEqual(whole.slice(0, 20).map(({ code }) => code));
      expect((await page(0)).counts[tab]).toBe(whole.length);
    },
  );
});
