import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { sightOf } from '../../src/domain/visibility.ts';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { index } from '../../src/server/after/rounds/start-rounds.ts';
import { searchMessages } from '../../src/server/life/searching/search-messages.ts';
import { shedOriginal } from '../../src/server/store/shed-original.ts';
import { board as db } from '../../src/server/views/board.ts';
import { foundMessages } from '../../src/server/views/desk/found-messages.ts';
import { loadMessage, type LoadedMessage } from '../../src/server/views/message-facts.ts';
import { rowsOf } from '../support/after-work.ts';
import { type Board, openBoard } from '../support/matrix/board.ts';
import { staffNames } from '../support/matrix/people.ts';
import { scenes } from '../support/matrix/scenes.ts';

let board: Board;
let messages: LoadedMessage[];
/** Those whose original is kept. */
let searchable: Set<string>;
const now = () => board.stage.now();
const staff = async (name: string): Promise<Extract<Actor, { kind: 'staff' }>> => {
  const [row] = await rowsOf<{ id: number }>('select id from staff where name = $1', [name]);
  const actor = await staffActor(Number(row?.id), now());
  return actor ?? { kind: 'staff', staffId: Number(row?.id), name, duties: [] };
};
const everything = async (words: string, actor: Actor) => {
  const codes: string[] = [];
  for (let page = 0; ; page += 1) {
    const found = await searchMessages(words, page, actor, now());
    codes.push(...found.items.map(({ code }) => code));
    if (!found.more) return codes.toSorted();
  }
};
const refusal = (search: Promise<unknown>) =>
  search.then(
    () => 'found',
    (error: { code: string }) => error.code,
  );
async function asBackup<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(board.stage.urls.backupUrl);
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
const settle = async () => {
  while ((await index()) !== 'nothing');
};

beforeAll(async () => {
  board = await openBoard();
  for (const set of Object.values(scenes)) await set(board);
  await settle();
  const codes = await rowsOf<{ code: string }>(`select m.code from messages m order by m.id`);
  const loaded = await Promise.all(codes.map(({ code }) => loadMessage(db(), code)));
  messages = loaded.filter((each) => each !== undefined);
  const originals = await asBackup<{ code: string }>(
    `select distinct m.code from private.words w join messages m on m.id = w.message_id where w.what = 'original'`,
  );
  searchable = new Set(originals.map(({ code }) => code));
}, 240_000);
afterAll(() => board?.stage.close());

describe('At every stage of a message', () => {
  test.each(staffNames)(
    '%s finds by words in originals exactly the messages whose original they may read',
    async (name) => {
      const actor = await staff(name);
      const readable = messages.filter(({ matter }) => sightOf(actor, matter).original);
      if (readable.length === 0) {
        expect(['found', 'not-allowed']).toContain(await refusal(searchMessages('石拱桥', 0, actor, now())));
        expect(await everything('石拱桥', actor).catch(() => [])).toEqual([]);
        return;
      }
      const expected = readable.map(({ facts }) => facts.code).filter((code) => searchable.has(code));
      expect(await everything('石拱桥', actor)).toEqual(expected.toSorted());
    },
  );

  test('so does whoever has duties anyhow put together, for themselves and in the place of others', async () => {
    const all = await Promise.all(staffNames.map(staff));
    const duties = all.flatMap((each) => each.duties);
    let seed = 7;
    const draw = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const somebody = () => all[draw(all.length)] as (typeof all)[number];
    let found = 0;
    for (let i = 0; i < 60; i += 1) {
      const held = Array.from({ length: 1 + draw(3) }, () => {
        const duty = duties[draw(duties.length)] as (typeof duties)[number];
        return draw(2) === 0 ? duty : { ...duty, forStaffId: somebody().staffId };
      });
      const actor: Actor = { ...somebody(), duties: held };
      const expected = messages.filter(({ matter }) => sightOf(actor, matter).original);
      const codes = await everything('石拱桥', actor).catch(() => []);
      const known = new Set(messages.map(({ facts }) => facts.code));
      expect(codes.filter((code) => !known.has(code))).toEqual([]);
      const readable = new Set(expected.map(({ facts }) => facts.code));
      expect(codes.filter((code) => !readable.has(code))).toEqual([]);
      expect(codes.length, JSON.stringify(held)).toBe(
        expected.filter(({ facts }) => searchable.has(facts.code)).length,
      );
      found += codes.length;
    }
    expect(found).toBeGreaterThan(100);
  });

  test('there are enough of them, and not everybody finds the same', async () => {
    expect(messages.length).toBeGreaterThan(40);
    const counts = await Promise.all(
      ['Officer Zhao', 'Reviewer Mo', 'the leader', 'an officer elsewhere', 'an officer of the bureau'].map(
        async (name) => (await everything('石拱桥', await staff(name))).length,
      ),
    );
    expect(new Set(counts).size).toBe(5);
    expect(counts[3]).toBe(0);
  });
});

describe('A search', () => {
  test('is refused to whoever reads no originals, and to visitors and citizens', async () => {
    for (const name of ['the operator', 'the editor', 'the auditor', 'the examiner'])
      expect(await refusal(searchMessages('石拱桥', 0, await staff(name), now()))).toBe('not-allowed');
    expect(await refusal(searchMessages('石拱桥', 0, { kind: 'visitor' }, now()))).toBe('sign-in-needed');
    const citizen: Actor = { kind: 'citizen', citizenId: 1 };
    expect(await refusal(searchMessages('石拱桥', 0, citizen, now()))).toBe('not-allowed');
    const zhao = await staff('Officer Zhao');
    for (const nothing of ['', '  ', '很'.repeat(51)])
      expect(await refusal(searchMessages(nothing, 0, zhao, now()))).toBe('invalid');
  });

  test('finds a remark for the office and a follow-up that waits, says where, and needs every word in one text', async () => {
    const zhao = await staff('Officer Zhao');
    const code = await board.written({ body: '渡口的缆绳断了。', remark: '请联系值班员葛师傅' });
    await board.desk('Reviewer Lin, who reviewed it', code, 'publication', { visibility: 'private' });
    await board.author('POST', `/api/v1/messages/${code}/follow-ups`, {
      ...{ type: 'facts', text: '水尺又没过警戒线了' },
    });
    await settle();
    const [remark] = (await searchMessages('葛师傅 值班员', 0, zhao, now())).items;
    expect(remark).toMatchObject({ code, in: ['sender'] });
    expect(await everything('缆绳 葛师傅', zhao)).toEqual([]);
    expect((await searchMessages('警戒线', 0, zhao, now())).items).toMatchObject([
      { code, in: ['follow-up'] },
    ]);
    // A reviewer reads the follow-up while it waits, and of the message's original no more after the verdict.
    const mo = await staff('Reviewer Mo');
    expect((await searchMessages('警戒线', 0, mo, now())).items).toMatchObject([{ code, in: ['follow-up'] }]);
    expect(await everything('缆绳', mo)).toEqual([]);
    // The name of who wrote is not among what is searched.
    expect(await everything('罗小满', zhao)).toEqual([]);
    const rows = await foundMessages(db(), [Number((remark as { id: number }).id)], zhao);
    expect(rows).toMatchObject([{ code, href: `/desk/handling/${code}` }]);
    expect(await foundMessages(db(), [Number(remark?.id)], await staff('an officer elsewhere'))).toEqual([]);
    // A program of hers asks the same by the API.
    const asked = (who: Parameters<Board['token']>[0], body: object) =>
      board.stage.call('POST', '/api/v1/desk/searches', { token: board.token(who) as string, body });
    const { body } = await asked('Officer Zhao', { words: '葛师傅 值班员' });
    expect(body).toMatchObject({ items: [{ code, in: ['sender'] }], next: null });
    expect((await asked('the operator', { words: '葛师傅' })).status).toBe(403);
    expect((await asked('Officer Zhao', { words: ' ' })).status).toBe(422);
  });

  test('is written down for each message that it shows before it is shown, with its words under the key of the message', async () => {
    const zhao = await staff('Officer Zhao');
    const looks = `select r.message_id as id, r.reason, r.sealed_reason as sealed from private.reveals r
      where r.way = 'search' and r.what = 'words' and r.staff_id = $1 order by r.id`;
    const before = await asBackup(looks, [zhao.staffId]);
    const shown = await searchMessages('缆绳', 0, zhao, now());
    expect(shown.items.length).toBe(1);
    await everything('从来没有人写过的词语', zhao);
    const after = await asBackup<{ id: number; reason: string | null; sealed: Buffer }>(looks, [
      zhao.staffId,
    ]);
    expect(after.slice(before.length)).toMatchObject([{ id: shown.items[0]?.id, reason: null }]);
    expect(after.at(-1)?.sealed.includes(Buffer.from('缆绳'))).toBe(false);
  });
});

describe('The tokens', () => {
  const tokensOf = async (code: string, what = 'original') =>
    (
      await asBackup<{ tokens: string[] | null }>(
        `select w.tokens::text[] as tokens from private.words w join messages m on m.id = w.message_id where m.code = $1 and w.what = $2`,
        [code, what],
      )
    )[0]?.tokens ?? null;

  test('tell nothing without the key, are the same for the same word in one month and others in another', async () => {
    const first = await board.written({ title: '龙门吊', body: '龙门吊生锈', place: '' });
    const second = await board.written({ title: '龙门吊', body: '龙门吊生锈', place: '' });
    await settle();
    const tokens = await tokensOf(first);
    expect(tokens?.length).toBeGreaterThanOrEqual(2);
    expect(await tokensOf(second)).toEqual(tokens);
    const dump = await asBackup<{ row: string }>('select w::text as row from private.words w');
    expect(dump.some(({ row }) => row.includes('龙门'))).toBe(false);
    const client = new pg.Client(board.stage.urls.ownerUrl);
    await client.connect();
    await client.query(`select set_config('huiyin.door', 'open', false)`);
    await client.query(
      `update private.words w set at = at + interval '40 days', tokens = null, tokens_key = null from messages m where m.id = w.message_id and m.code = $1`,
      [second],
    );
    await client.end();
    await settle();
    expect(new Set([...(tokens ?? []), ...((await tokensOf(second)) ?? [])]).size).toBe(
      2 * (tokens?.length ?? 0),
    );
    const later = new Date(now().getTime() + 40 * 86_400_000);
    const mo = await staff('Reviewer Mo');
    const found = (await searchMessages('龙门吊', 0, mo, later)).items.map(({ code }) => code);
    expect(found.toSorted()).toEqual([first, second].toSorted());
  });

  test('go with the original once everybody may read the same words', async () => {
    const code = await board.written({ title: '河堤的柳树', body: '河堤的柳树倒了。', place: '' });
    await settle();
    const zhao = await staff('Officer Zhao');
    await board.desk('Reviewer Lin, who reviewed it', code, 'publication', { visibility: 'public' });
    expect(await everything('柳树', zhao)).toEqual([code]);
    const [row] = await rowsOf<{ id: number }>('select id from messages where code = $1', [code]);
    await shedOriginal(Number(row?.id));
    expect(await tokensOf(code)).toBeNull();
    expect(await everything('柳树', zhao)).toEqual([]);
  });

  test('are read by no role but that of the backup: neither the app nor whoever deletes sees one', async () => {
    for (const url of [board.stage.urls.appUrl, board.stage.urls.retentionUrl]) {
      const client = new pg.Client(url);
      await client.connect();
      await expect(client.query('select tokens from private.words limit 1')).rejects.toThrow(/permission/);
      await client.end();
    }
  });
});
