import { openApiStage, type ApiStage, type Got, type Loose } from './api-stage.ts';
import { words } from './story.ts';
import { app } from '../../src/server/store/db.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { keys } from '../../src/server/store/db.ts';

/** The API with a whole chain of offices that has people: province, city, county, bureau, street. */
export interface ChainStage extends ApiStage {
  /** The number of an office by its name in the directory. */
  office(name: string): Promise<number>;
  /** Tokens of an officer and two who sign, at an office by name; made once. */
  people(name: string): Promise<{ id: number; officer: string; approver: string; head: string }>;
  reviewer(): Promise<string>;
  /** A message of a citizen to a leader that waits for its review; gives its code and the author's token. */
  sent(
    changes: Partial<Parameters<typeof words>[0]> & { to: string },
  ): Promise<{ code: string; author: string }>;
  /** The same, published. */
  published(
    changes: Partial<Parameters<typeof words>[0]> & { to: string },
  ): Promise<{ code: string; author: string }>;
  /** One step at the desk by its address below the message. */
  step(code: string, name: string, token: string, body?: object): Promise<Got<Loose>>;
  /** A published message that the office has accepted; its code. */
  accepted(leader: string, office: string): Promise<string>;
  /** An order from one office to a unit, both by name; its number. */
  ordered(code: string, from: string, to: string, more?: object): Promise<number>;
  /** An officer of the unit signs for an order, returns it, reports its result. */
  signed(code: string, order: number, unit: string): Promise<Got<Loose>>;
  returned(code: string, order: number, unit: string): Promise<Got<Loose>>;
  reported(code: string, order: number, unit: string): Promise<Got<Loose>>;
  /** What stands in the database of one message. */
  row(
    code: string,
  ): Promise<{ next: string; holder: string; answerable: string; handling: string; dueAt: Date | null }>;
  /** Breaches that verify finds. */
  breaches(): Promise<string[]>;
}

/** Opens the stage on a fresh database with the whole directory. */
export async function openChainStage(): Promise<ChainStage> {
  const stage = await openApiStage();
  const seats = new Map<string, Promise<{ id: number; officer: string; approver: string; head: string }>>();
  let phones = 0;
  let reviewing: Promise<string> | undefined;
  const office = async (name: string): Promise<number> => {
    const row = await app()
      .selectFrom('offices')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return row.id;
  };
  const seat = async (name: string) => {
    const id = await office(name);
    const token = async (role: 'officer' | 'approver' | 'head') =>
      (await stage.employed(`${name}${role}`, role, id)).token;
    return {
      id,
      officer: await token('officer'),
      approver: await token('approver'),
      head: await token('head'),
    };
  };
  const people = (name: string) => {
    const known = seats.get(name) ?? seat(name);
    seats.set(name, known);
    return known;
  };
  const reviewer = () => (reviewing ??= stage.employed('审核员林', 'reviewer').then(({ token }) => token));
  const step = (code: string, name: string, token: string, body: object = {}) =>
    stage.call('POST', `/api/v1/desk/messages/${code}/${name}`, { token, body });
  const onOrder = async (
    of: { code: string; order: number; unit: string },
    name: string,
    body: object = {},
  ) => step(of.code, `assignments/${of.order}/${name}`, (await people(of.unit)).officer, body);
  const sent: ChainStage['sent'] = async ({ to, ...changes }) => {
    phones += 1;
    const author = await stage.confirmed(`139${String(phones).padStart(8, '0')}`);
    const { id } = await stage.leader(to);
    const body = { ...words({ leader: id, ...changes }), verification: author, anotherMatter: true };
    const answered = await stage.call('POST', '/api/v1/messages', { body });
    if (answered.status !== 201) throw new Error(JSON.stringify(answered.body));
    return { code: answered.body.code, author };
  };
  const published: ChainStage['published'] = async (changes) => {
    const { code, author } = await sent(changes);
    const shown = await step(code, 'publication', await reviewer(), {
      visibility: changes.visibility ?? 'public',
    });
    if (shown.status !== 200) throw new Error(JSON.stringify(shown.body));
    return { code, author };
  };
  return {
    ...stage,
    ...{ office, people, reviewer, step, sent, published },
    accepted: async (leader, name) => {
      const { code } = await published({ to: leader });
      const taken = await step(code, 'acceptance', (await people(name)).officer);
      if (taken.status !== 200) throw new Error(JSON.stringify(taken.body));
      return code;
    },
    ordered: async (code, from, to, more = {}) => {
      const body = { office: await office(to), role: 'lead', words: '请查明并修好。', ...more };
      const given = await step(code, 'assignments', (await people(from)).officer, body);
      if (given.status !== 201) throw new Error(JSON.stringify(given.body));
      return Number(given.body.id);
    },
    signed: (code, order, unit) => onOrder({ code, order, unit }, 'acceptance'),
    returned: (code, order, unit) =>
      onOrder({ code, order, unit }, 'return', { code: 'other-unit', words: '这座桥由别的单位管。' }),
    reported: (code, order, unit) =>
      onOrder({ code, order, unit }, 'result', { text: '桥面已修补，二十日通车。联系电话0839-5220000。' }),
    row: async (code) => {
      const row = await app()
        .selectFrom('messages as m')
        .innerJoin('offices as a', 'a.id', 'm.answerable_id')
        .leftJoin('offices as h', 'h.id', 'm.holder_id')
        .select([
          'm.next_step as next',
          'h.name as holder',
          'a.name as answerable',
          'm.handling',
          'm.due_at as dueAt',
        ])
        .where('m.code', '=', code)
        .executeTakeFirstOrThrow();
      return { ...row, holder: row.holder ?? '' };
    },
    breaches: async () => {
      const found: string[] = [];
      await verify(stage.urls.backupUrl, keys(), (f) =>
        found.push(...f.breaches.map((b) => `${f.name}: ${b}`)),
      );
      return found;
    },
  };
}
