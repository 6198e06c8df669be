import { makeStaffToken } from '../../../src/server/access/staff-token.ts';
import { app, appPool } from '../../../src/server/store/db.ts';
import { type ApiStage, type Got, type Loose, openApiStage } from '../api-stage.ts';
import { words } from '../story.ts';
import { dutiesOf, offices, type Person, type Place, posts, staffNames } from './people.ts';
import { allowRehearsals } from './rehearsal.ts';

/** The board with everybody on it. */
export interface Board {
  stage: ApiStage;
  place: Record<Place, number>;
  post: Record<keyof typeof posts, number>;
  /** A reply template of the office. */
  template: number;
  token(person: Person): string | undefined;
  /** Somebody sends something below a message at the desk. */
  desk(person: Person, code: string, step: string, body?: object): Promise<Loose>;
  /** The author sends something below their message. */
  author(method: string, path: string, body: object): Promise<Loose>;
  /** A message of the author's, awaiting review; its code. */
  written(changes?: Omit<Partial<Parameters<typeof words>[0]>, 'leader'>, to?: string): Promise<string>;
}

/** Opens it on a fresh database. */
export async function openBoard(): Promise<Board> {
  const stage = await openApiStage({ RATE_LIMIT: 'off', LOG_LEVEL: 'error' });
  const [place, ministry] = await placesOf();
  const post = {
    leader: (await stage.leader(posts.leader)).id,
    deputy: (await stage.leader(posts.deputy)).id,
    other: (await stage.leader(posts.other)).id,
  };
  const tokens = new Map<Person, string>();
  for (const name of staffNames) tokens.set(name, await employed(stage, name, { place, post }));
  tokens.set('the author', await stage.confirmed('13800138000'));
  tokens.set('another citizen', await stage.confirmed('13800138001'));
  allowRehearsals();
  const token = (person: Person) => tokens.get(person);
  const send = async (by: Person, method: string, path: string, body: object): Promise<Loose> => {
    const sent = token(by);
    return done(await stage.call(method, path, { ...(sent && { token: sent }), body }), `${by}: ${path}`);
  };
  const given = { office: place.office, name: '已修复', text: '{标题}一事已办结。' };
  const made = await send('Officer Zhao', 'POST', '/api/v1/desk/reply-templates', given);
  return {
    ...{ stage, place, post, token, template: Number(made.id) },
    desk: (person, code, step, body = {}) =>
      send(person, 'POST', `/api/v1/desk/messages/${code}/${step}`, body),
    author: (method, path, body) => send('the author', method, path, body),
    written: async (changes = {}, to = posts.leader) => {
      const { id } = await stage.leader(to === 'ministry' ? ministry : to);
      const verification = token('the author');
      const body = { ...words({ leader: id, ...changes }), verification, anotherMatter: true };
      return (await send('the author', 'POST', '/api/v1/messages', body)).code;
    },
  };
}

function done({ status, body }: Got, what: string): Loose {
  if (status >= 300) throw new Error(`${what}: ${JSON.stringify(body)}`);
  return body;
}

async function employed(
  { start, now }: ApiStage,
  name: (typeof staffNames)[number],
  { place, post }: Pick<Board, 'place' | 'post'>,
): Promise<string> {
  const { rows } = await appPool().query<{ id: number }>(
    'insert into staff (name, created_at) values ($1, $2) returning id',
    [name, start],
  );
  const staffId = rows[0]?.id as number;
  for (const { role, at, post: title } of dutiesOf(name)) {
    const which = (Object.keys(posts) as (keyof typeof posts)[]).find((key) => posts[key] === title);
    await appPool().query(
      'insert into staff_roles (staff_id, role, office_id, post_id, from_at) values ($1, $2, $3, $4, $5)',
      [staffId, role, at ? place[at] : null, which ? post[which] : null, start],
    );
  }
  return makeStaffToken({ staffId, purpose: 'bearer', label: null }, now());
}

/** The numbers of the offices, and the name of a minister's post. */
async function placesOf(): Promise<[Record<Place, number>, string]> {
  const minister = await app()
    .selectFrom('posts')
    .select(['name', 'office_id'])
    .where('ministry', 'is not', null)
    .where('valid_to', 'is', null)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const platform = await officeBy('code', 'supervision-desk');
  const found: Partial<Record<Place, number>> = { platform, ministry: minister.office_id };
  for (const place of Object.keys(offices) as Place[])
    found[place] ??= await officeBy('name', offices[place]);
  return [found as Record<Place, number>, minister.name];
}

async function officeBy(column: 'code' | 'name', value: string): Promise<number> {
  const { id } = await app()
    .selectFrom('offices')
    .select('id')
    .where(column, '=', value)
    .executeTakeFirstOrThrow();
  return id;
}
