import { makeStaffToken } from '../../src/server/access/staff-token.ts';
import { addStaff } from '../../src/server/life/people/add-staff.ts';
import { appPool } from '../../src/server/store/db.ts';
import { updateLimit } from '../limits.ts';
import { load, type Post } from '../load.ts';
import { tidy } from '../tidy.ts';
import { acceptMessages } from '../main/accepting.ts';
import type { Row } from '../row.ts';
import type { Stand } from '../stand.ts';
import { measureReviewQueue } from './queues.ts';

const connections = 16;
const leaders = 60;
const warmSeconds = 3;

/** Steps over HTTP, each on a message of its own: the reviewer’s verdict that transfers, and the office’s acceptance. */
export async function measureSteps(stand: Stand, found: (row: Row) => void): Promise<void> {
  const { rows: posts } = await appPool().query<{ id: number; office: number }>(
    'select min(id) as id, office_id as office from posts where receives and ministry is null group by office_id order by 1 limit $1',
    [leaders],
  );
  await acceptMessages(
    stand,
    posts.map(({ id }) => id),
    25,
  );
  await tidy(stand.urls.owner);
  await measureReviewQueue(found);
  const reviewer = await token('reviewer', null);
  const waiting = await codes(`publication = 'awaiting-review'`);
  const publish = waiting.map(({ code }): Post => ({
    path: `/api/v1/desk/messages/${code}/publication`,
    body: '{"visibility":"public"}',
    token: reviewer,
  }));
  found(
    await stepped(stand, 'messages published over HTTP, 16 connections', { posts: publish, seconds: 10 }),
  );
  const officers = new Map<number, string>();
  for (const { office } of posts) officers.set(office, await token('officer', office));
  const arrived = (await codes(`publication = 'public' and handling = 'waiting'`)).filter(({ office }) =>
    officers.has(office),
  );
  const accept = arrived.map(({ code, office }): Post => ({
    path: `/api/v1/desk/messages/${code}/acceptance`,
    body: '{}',
    token: officers.get(office) ?? '',
  }));
  found(
    await stepped(stand, 'messages accepted by their office, 16 connections', { posts: accept, seconds: 5 }),
  );
}

/** One step on each message, against bare updates before and after. */
async function stepped(
  stand: Stand,
  name: string,
  { posts, seconds }: { posts: readonly Post[]; seconds: number },
): Promise<Row> {
  // Long enough for the compiler to know the step.
  const first = Math.floor(posts.length / 4);
  await load(stand.webUrl, stand.folder, { connections, seconds: warmSeconds, posts: posts.slice(0, first) });
  const before = await updateLimit(stand.urls.owner, stand.folder);
  const measured = await load(stand.webUrl, stand.folder, {
    ...{ connections, seconds },
    posts: posts.slice(first),
  });
  const after = await updateLimit(stand.urls.owner, stand.folder);
  const limit = (before + after) / 2;
  const broken = measured.failed ? `, ${measured.failed} refused or broken` : '';
  return {
    name,
    value: measured.perSecond,
    unit: '/s',
    limit,
    ratio: measured.perSecond / limit,
    target: 0.06,
    better: 'higher',
    note: `p50 ${measured.p50.toFixed(1)} ms, p99 ${measured.p99.toFixed(1)} ms${broken}`,
  };
}

async function codes(where: string): Promise<{ code: string; office: number }[]> {
  const { rows } = await appPool().query<{ code: string; office: number }>(
    `select code, answerable_id as office from messages where ${where} and source = 'api' order by id`,
  );
  return rows;
}

async function token(role: 'reviewer' | 'officer', officeId: number | null): Promise<string> {
  const { staffId } = await addStaff(
    { name: '测试员', duties: [{ role, officeId, postId: null }] },
    { kind: 'machine', name: 'bench' },
    new Date(),
  );
  return makeStaffToken({ staffId, purpose: 'bearer', label: 'bench' }, new Date());
}
