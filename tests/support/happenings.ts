import type { ChainStage } from './chain-stage.ts';

/** A message on its way: its code, and what proves its author. */
export interface Life {
  code: string;
  author: string;
}
/** Those who act, and how their acts reach the board. */
export type Players = Pick<ChainStage, 'call' | 'step' | 'people' | 'office' | 'reviewer' | 'now'> & {
  /** A second reviewer. */
  mo: string;
};
export type Happenings = ReturnType<typeof happeningsOf>;
export type HappeningName = keyof Happenings;

/** The office to whose leader walks write, one that it is not meant for, and who rules between them. */
export const office = '广元市信访局';
export const leader = '广元市委书记';
const elsewhere = '成都市信访局';
const county = '苍溪县信访局';
const above = '四川省信访局';
const again = { solved: 1, attitude: 3, speed: 2, settled: false };

/** What may happen to a message beside others; whatever is refused where it stands changes nothing. */
export function happeningsOf(board: Players) {
  const { call, step } = board;
  const at = async (name: string) => board.people(name);
  const rate = ({ code, author }: Life, body: object) =>
    call('PUT', `/api/v1/messages/${code}/rating`, { token: author, body });
  const handOn = async ({ code }: Life, by: string, to: string) =>
    step(code, 'transfers', by, { office: await board.office(to), words: '请你局办理。' });
  const return_ = async ({ code }: Life, from: string) =>
    step(code, 'transfer-return', (await at(from)).officer, { code: 'other-unit', words: '不归我们管。' });
  const order = async ({ code }: Life) =>
    step(code, 'assignments', (await at(office)).officer, {
      ...{ office: await board.office(county), role: 'lead', words: '请查明并修好。' },
    });
  const all = {
    publish: async ({ code }: Life) =>
      step(code, 'publication', await board.reviewer(), { visibility: 'public' }),
    hide: async ({ code }: Life) =>
      step(code, 'publication', await board.reviewer(), { visibility: 'private', code: 'privacy' }),
    reject: async ({ code }: Life) =>
      step(code, 'rejection', await board.reviewer(), { code: 'unclear', words: '请写清楚地点。' }),
    accept: async ({ code }: Life) => step(code, 'acceptance', (await at(office)).officer),
    return: (life: Life) => return_(life, office),
    'hand on': async (life: Life) => handOn(life, await board.reviewer(), elsewhere),
    'hand back': async (life: Life) => handOn(life, (await at(elsewhere)).officer, office),
    'return again': (life: Life) => return_(life, elsewhere),
    rule: async ({ code }: Life) =>
      step(code, 'ruling', (await at(above)).officer, {
        ...{ office: await board.office(office), words: '桥在广元，由广元办理。' },
      }),
    order,
    'order back': async (life: Life) => {
      const given = await order(life);
      const body = { code: 'other-unit', words: '这座桥由别的单位管。' };
      return step(life.code, `assignments/${given.body.id}/return`, (await at(county)).officer, body);
    },
    answer: async ({ code }: Life) => {
      const { officer, approver } = await at(office);
      const reply = {
        type: 'final',
        text: '桥面已修补，二十日通车。联系电话0839-5220000。',
        unit: office,
      };
      const draft = await step(code, 'replies', officer, reply);
      return step(code, `replies/${draft.body.id}/approval`, approver);
    },
    pause: async ({ code }: Life) =>
      step(code, 'pause', (await at(office)).officer, {
        ...{ words: '请补充地点。', on: dayAhead(board.now(), 3) },
      }),
    merge: async ({ code }: Life, beside?: Life) =>
      step(code, 'merge', (await at(office)).officer, { into: beside?.code }),
    end: async ({ code }: Life) => {
      const { officer, approver } = await at(office);
      await step(code, 'ending', officer, { code: 'outside-power', words: '这件事由法院审理。' });
      return step(code, 'ending-decision', approver, { end: true });
    },
    settle: (life: Life) => rate(life, { solved: 5, attitude: 4, speed: 4, settled: true }),
    reopen: (life: Life) => rate(life, again),
    stars: (life: Life) => rate(life, { solved: 3, attitude: 3, speed: 3 }),
    withdraw: ({ code, author }: Life) =>
      call('POST', `/api/v1/messages/${code}/withdrawal`, { token: author, body: {} }),
    'take down': async ({ code }: Life) => {
      await step(code, 'take-down', await board.reviewer(), { code: 'rumour', words: '没有核实。' });
      return step(code, 'take-down-decision', board.mo, { agree: true });
    },
    restore: async ({ code }: Life) => {
      await step(code, 'restoration', board.mo, { words: '已核实。' });
      return step(code, 'take-down-decision', await board.reviewer(), { agree: true });
    },
  };
  return all as Record<keyof typeof all, (life: Life, beside?: Life) => Promise<unknown>>;
}

const dayAhead = (now: Date, days: number) =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
