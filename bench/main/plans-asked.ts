import { type Actor } from '../../src/domain/actor.ts';
import { appPool, type Db } from '../../src/server/store/db.ts';
import { officeQueue } from '../../src/server/views/desk/office-queue.ts';
import { reviewQueue } from '../../src/server/views/desk/review-queue.ts';
import { newestAnswered } from '../../src/server/views/home.ts';
import { leader, leadersOfRegion } from '../../src/server/views/leaders.ts';
import { listInFull } from '../../src/server/views/list-messages.ts';
import { writeCursor } from '../../src/server/views/cursor.ts';
import { type Search, searchMessages } from '../../src/server/views/searching/search-messages.ts';
import type { MessageFilter } from '../../src/server/views/message-filter.ts';
import { messagePageInFull } from '../../src/server/views/message-page.ts';
import { ownMessages } from '../../src/server/views/mine/messages.ts';
import { noticesOf } from '../../src/server/views/mine/notices.ts';
import { readNumbers, readTotals } from '../../src/server/views/numbers.ts';
import { childRegions, regionWithAncestors } from '../../src/server/views/regions.ts';

/** A view that is asked something, by the name of who asks it. */
export interface Asked {
  name: string;
  run(db: Db): Promise<unknown>;
}

/** What lists, pages and queues ask of the board. */
export async function askedOfBoard(): Promise<Asked[]> {
  const some = await someOfBoard();
  return [...lists(some), ...pages(some), ...desks(some)];
}

type Some = Awaited<ReturnType<typeof someOfBoard>>;

// The office with the most messages, a message of the middle, and a place in the list far down.
async function someOfBoard() {
  const one = async <T>(text: string): Promise<T> => (await appPool().query(text)).rows[0] as T;
  const { at, id, code } = await one<{ at: Date; id: number; code: string }>(
    `select published_at as at, id, code from messages where publication = 'public' order by published_at desc, id desc offset 50000 limit 1`,
  );
  const { post, n } = await one<{ post: number; n: number }>(
    `select post_id as post, count(*)::integer as n from messages where publication = 'public' group by 1 order by 2 desc limit 1`,
  );
  const { office } = await one<{ office: number }>(
    `select answerable_id as office from messages where publication = 'public' group by 1 order by count(*) desc limit 1`,
  );
  const { citizen } = await one<{ citizen: number }>(
    `select coalesce((select author_id from messages where author_id is not null group by 1 order by count(*) desc limit 1), 0) as citizen`,
  );
  return { code, post, n, office, citizen, deep: writeCursor({ at, id }) };
}

function lists({ post, deep }: Some): Asked[] {
  const list = (name: string, filter: MessageFilter, after?: string): Asked => ({
    name: `list ${name}`,
    run: (db) => listInFull(db, filter, { after, limit: 20 }),
  });
  const found = (
    name: string,
    search: Omit<Search, 'sort' | 'filter'> & { filter?: Search['filter'] },
  ): Asked => ({
    name,
    run: (db) => searchMessages(db, { filter: {}, sort: 'relevance', ...search }, { limit: 20 }),
  });
  return [
    list('of all', {}),
    list('of all, deep page', {}, deep),
    list('of a province', { region: '510000' }),
    list('of a province, deep page', { region: '510000' }, deep),
    list('of a city', { region: '510100' }),
    list('of a county', { region: '510104' }),
    list('of a leader', { leader: post }),
    list('of a topic', { topic: 194 }),
    list('of a topic with its sub-topics', { topic: 193 }),
    list('of a kind', { kind: 'complaint' }),
    list('waiting', { status: 'waiting' }),
    list('answered', { status: 'answered' }),
    list('answered, deep page', { status: 'answered' }, deep),
    list('of a province, answered', { region: '510000', status: 'answered' }),
    list('of a province and topic', { region: '510000', topic: 194 }),
    list('of a province and kind', { region: '510000', kind: 'thanks' }),
    list('of a topic, waiting', { topic: 194, status: 'waiting' }),
    found('search, frequent word', { q: '道路' }),
    found('search, rare word', { q: '50123' }),
    found('search in a province', { q: '积水', filter: { region: '510000' } }),
  ];
}

function pages({ code, post, citizen }: Some): Asked[] {
  const ask = (name: string, run: Asked['run']): Asked => ({ name, run });
  return [
    ask('message page', (db) => messagePageInFull(db, code)),
    ask('home, newest answers', (db) => newestAnswered(db, 4)),
    ask('home, numbers', (db) => readNumbers(db, ['all'])),
    ask('home, numbers of provinces', async (db) => {
      const provinces = await childRegions(db, null);
      return readTotals(
        db,
        provinces.map((each) => `province:${each.code}`),
      );
    }),
    ask('leader page', (db) => leader(db, post)),
    ask('leader page, numbers', (db) => readNumbers(db, [`post:${post}`])),
    ask('region page', (db) => regionWithAncestors(db, '510104')),
    ask('region page, leaders', (db) => leadersOfRegion(db, '510104')),
    ask('region page, numbers', (db) => readNumbers(db, ['region:510104'])),
    ask('mine', (db) => ownMessages(db, citizen, { limit: 20 })),
    ask('mine, notices', (db) => noticesOf(db, citizen, 10)),
  ];
}

function desks({ office }: Some): Asked[] {
  const staff = (role: 'reviewer' | 'officer', officeId: number | null): Actor => ({
    kind: 'staff',
    staffId: 1,
    name: 'bench',
    duties: [{ role, officeId, postId: null }],
  });
  const queue = (tab: Parameters<typeof officeQueue>[2]['tab'], offset = 0): Asked => ({
    name: `office queue, ${tab}${offset ? `, from ${offset}` : ''}`,
    run: (db) => officeQueue(db, staff('officer', office), { tab, limit: 50, offset }, new Date()),
  });
  return [
    {
      name: 'review queue',
      run: (db) => reviewQueue(db, staff('reviewer', null), { limit: 50 }, new Date()),
    },
    queue('all'),
    queue('all', 500),
    queue('to-accept'),
    queue('late'),
    queue('answered'),
  ];
}
